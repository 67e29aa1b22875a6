import type { LintSurroundings } from '../../../core/graph/lint-surroundings.ts'
import { userError } from '../../../host/user-error.ts'

/** How many tickets come and how much work they are, as given on the command line. */
export type Load = Required<Pick<LintSurroundings, 'ticketsPerHour' | 'shareToPeople' | 'handleMinutes'>>

const form = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)%,(\d+(?:\.\d+)?)m$/

/** Reads `40,60%,12m`: tickets in an hour on average over the week, the share of them that comes to people, and minutes of work for each of these. */
export function readLoad(text: string): Load {
  const [, tickets, share, minutes] = (form.exec(text) ?? []).map(Number)
  if (tickets === undefined || share === undefined || minutes === undefined || share > 100) {
    throw userError('validate.load', `--load ${text} cannot be read.`, 'Write tickets an hour, the share that comes to people, and minutes of work for each of these: --load 40,60%,12m')
  }
  return { ticketsPerHour: tickets, shareToPeople: share / 100, handleMinutes: minutes }
}
