import { enterNode } from './enter-node.ts'
import { finishIfDone, parkTicket, updateStatus } from './finish.ts'
import { settleFork } from './join-node.ts'
import { endSubflow } from './subflow-node.ts'
import { findToken } from './tokens.ts'
import { checkTriggers } from './triggers.ts'
import { checkWaits } from './wait-node.ts'
import { everyFlow, quoted, ticketWork, type Work } from './work.ts'

const mostMoves = 1000
const noEvents: readonly string[] = []

/** Moves tokens until all of them wait, in subflows too, then lets triggers and waiting conditions see what has been written, and again. */
export function runToCompletion(work: Work): void {
  do {
    drain(work)
    if (work.subflows.length > 0) runSubflows(work)
    if (work.status !== 'running') return
    if (work.parent === undefined && work.tokens.length > 0) updateStatus(work)
    if (work.changed.size > 0) observe(work, noEvents)
  } while (isRestless(work))
  finishIfDone(work)
}

function isRestless(work: Work): boolean {
  if (work.agenda.length > 0 || work.changed.size > 0) return true
  return work.subflows.length > 0 && everyFlow(work).some((flow) => flow.agenda.length > 0 || flow.changed.size > 0)
}

/** Lets waiting conditions and then the triggers look at what has been written. */
export function observe(work: Work, events: readonly string[]): void {
  if (work.program.waitsForConditions) checkWaits(work)
  checkTriggers(work, events)
}

function runSubflows(work: Work): void {
  for (const subflow of work.subflows.slice()) {
    if (work.status !== 'running') return
    if (subflow.work.status === 'running') runToCompletion(subflow.work)
    if (work.subflows.includes(subflow) && subflow.work.status !== 'running') endSubflow(work, subflow)
  }
}

function drain(work: Work): void {
  if (work.status !== 'running') return
  for (let next = 0; next < work.agenda.length; next++) {
    const item = work.agenda[next]
    if (item === undefined) continue
    if (item.kind === 'settle') {
      settleFork(work, item.forkId)
      continue
    }
    const token = findToken(work, item.tokenId)
    if (token === undefined || token.wait.kind !== 'moving') continue
    work.share.moves += 1
    if (work.share.moves > mostMoves) {
      parkTicket(ticketWork(work), 'LUMOS.StepLimit', `one event moved the ticket more than ${mostMoves} times, last along ${quoted(`${work.path}${item.edge}`)}; some loop of the flow never waits.`)
      return
    }
    enterNode(work, token, item.to, item.edge)
    if (work.status !== 'running') return
  }
  work.agenda.length = 0
}
