import { isLiveChannel } from '../tickets/ticket-channel.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { TimesFit } from './fit-times.ts'
import { fitTimes } from './fit-times.ts'
import type { PatienceFit, Wait } from './kaplan-meier.ts'
import { fitPatience } from './kaplan-meier.ts'

/** A share with how many it is of. */
export type ShareFit = { readonly share: number; readonly n: number }

/** What customers did. */
export type CustomerFit = {
  /** Replies to answers of people: after the answer that helped, and after those that did not. Null without messages. */
  readonly replyWhenResolved: ShareFit | null
  readonly replyWhenUnresolved: ShareFit | null
  readonly replyDelay: TimesFit | null
  readonly chatReplyDelay: TimesFit | null
  /** Reopened, of all solutions (a ticket that was reopened twice was solved three times). */
  readonly reopen: ShareFit | null
  readonly reopenDelay: TimesFit | null
  /** From the last answer of a person to the solution. */
  readonly solvedAfterLastReply: TimesFit | null
  /** By channel; only where the file says that customers left. */
  readonly patience: Readonly<Record<string, PatienceFit>>
}

/** Reads how customers reply, come back and leave. */
export function fitCustomers(tickets: readonly Ticket[], until: number): CustomerFit {
  const genuine = tickets.filter((ticket) => ticket.history.isSpam !== true)
  const answers = genuine.flatMap((ticket) => answersOf(ticket))
  const live = answers.filter((answer) => answer.live)
  const written = answers.filter((answer) => !answer.live)
  const channels = [...new Set(genuine.map((ticket) => ticket.channel))].sort()
  return {
    replyWhenResolved: shareOf(answers.filter((answer) => answer.helped), (answer) => answer.repliedAfterMs !== null),
    replyWhenUnresolved: shareOf(answers.filter((answer) => !answer.helped), (answer) => answer.repliedAfterMs !== null),
    replyDelay: fitTimes(written.flatMap(({ repliedAfterMs }) => (repliedAfterMs === null ? [] : [repliedAfterMs]))),
    chatReplyDelay: fitTimes(live.flatMap(({ repliedAfterMs }) => (repliedAfterMs === null ? [] : [repliedAfterMs]))),
    ...reopensOf(genuine),
    solvedAfterLastReply: fitTimes(genuine.flatMap(({ messages, history: { solvedAt } }) => {
      const last = messages.findLast((message) => message.from === 'agent' && solvedAt !== undefined && message.at <= solvedAt)
      return last === undefined || solvedAt === undefined ? [] : [solvedAt - last.at]
    })),
    patience: Object.fromEntries(channels.flatMap((channel) => {
      const fit = fitPatience(genuine.filter((ticket) => ticket.channel === channel).map((ticket) => waitOf(ticket, until)))
      return fit === null ? [] : [[channel, fit] as const]
    })),
  }
}

type Answer = { readonly live: boolean; readonly helped: boolean; readonly repliedAfterMs: number | null }

/** Each answer of a person that closes a turn: several in a row are one. */
function answersOf({ channel, messages, history }: Ticket): readonly Answer[] {
  const ends = messages.flatMap((message, index) => (message.from === 'agent' && messages[index + 1]?.from !== 'agent' ? [index] : []))
  return ends.map((index, turn) => {
    const reply = messages[index + 1]
    return {
      live: isLiveChannel(channel),
      helped: turn === ends.length - 1 && history.solvedAt !== undefined,
      repliedAfterMs: reply === undefined ? null : reply.at - (messages[index]?.at ?? reply.at),
    }
  })
}

function reopensOf(tickets: readonly Ticket[]): Pick<CustomerFit, 'reopen' | 'reopenDelay'> {
  const solved = tickets.filter((ticket) => ticket.history.solvedAt !== undefined)
  const delays = solved.flatMap(({ messages, history: { solvedAt = 0 } }) => {
    const back = messages.find((message) => message.from === 'customer' && message.at > solvedAt)
    return back === undefined ? [] : [back.at - solvedAt]
  })
  const counted = solved.filter((ticket) => ticket.history.reopens !== undefined)
  const reopens = counted.reduce((sum, ticket) => sum + (ticket.history.reopens ?? 0), 0)
  const talked = solved.filter((ticket) => ticket.messages.length > 0)
  const reopen = counted.length > 0 ? { share: reopens / (counted.length + reopens), n: counted.length } : talked.length > 0 ? { share: delays.length / (talked.length + delays.length), n: talked.length } : null
  return { reopen, reopenDelay: fitTimes(delays) }
}

/** The wait for the first answer: it ended with the customer leaving, or earlier with the answer or the end of the file. */
function waitOf({ createdAt, history: { firstResponseAt, leftAt, solvedAt } }: Ticket, until: number): Wait {
  if (leftAt !== undefined && (firstResponseAt === undefined || leftAt < firstResponseAt)) return { ms: leftAt - createdAt, left: true }
  return { ms: Math.max(0, (firstResponseAt ?? solvedAt ?? until) - createdAt), left: false }
}

function shareOf<T>(all: readonly T[], is: (one: T) => boolean): ShareFit | null {
  return all.length === 0 ? null : { share: all.filter(is).length / all.length, n: all.length }
}
