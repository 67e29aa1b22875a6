import { enterNode } from './enter-node.ts'
import { finishIfDone, parkTicket, updateStatus } from './finish.ts'
import { settleFork } from './join-node.ts'
import { findToken } from './tokens.ts'
import { checkTriggers } from './triggers.ts'
import { checkWaits } from './wait-node.ts'
import { quoted, type Work } from './work.ts'

const mostMoves = 1000
const noEvents: readonly string[] = []

/** Moves tokens until all of them wait, then lets triggers and waiting conditions see what has been written, and again. */
export function runToCompletion(work: Work): void {
  do {
    drain(work)
    if (work.status !== 'running') return
    if (work.tokens.length > 0) updateStatus(work)
    if (work.changed.size > 0) observe(work, noEvents)
  } while (work.agenda.length > 0 || work.changed.size > 0)
  finishIfDone(work)
}

/** Lets waiting conditions and then the triggers look at what has been written. */
export function observe(work: Work, events: readonly string[]): void {
  if (work.program.waitsForConditions) checkWaits(work)
  checkTriggers(work, events)
}

function drain(work: Work): void {
  for (let next = 0; next < work.agenda.length; next++) {
    const item = work.agenda[next]
    if (item === undefined) continue
    if (item.kind === 'settle') {
      settleFork(work, item.forkId)
      continue
    }
    const token = findToken(work, item.tokenId)
    if (token === undefined || token.wait.kind !== 'moving') continue
    work.moves += 1
    if (work.moves > mostMoves) {
      parkTicket(work, 'LUMOS.StepLimit', `one event moved the ticket more than ${mostMoves} times, last along ${quoted(item.edge)}; some loop of the flow never waits.`)
      return
    }
    enterNode(work, token, item.to, item.edge)
    if (work.status !== 'running') return
  }
  work.agenda.length = 0
}
