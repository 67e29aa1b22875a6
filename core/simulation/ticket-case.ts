import type { ConversationMessage } from '../engine/agent-contract.ts'
import type { TicketStatus } from '../engine/engine-command.ts'
import type { EngineState } from '../engine/engine-state.ts'
import type { ToneReading } from '../engine/tone-reading.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import type { OpenTime } from '../calendars/calendar.ts'
import { bizBetween } from '../calendars/calendar.ts'
import type { ClockFact, SlaResult, TicketFacts, TicketOutcome, TimeParts } from '../metrics/ticket-facts.ts'
import type { AnswerJudgement } from './answer-evidence.ts'
import { FewEntries } from './few-entries.ts'
import { hashName } from './keyed-random.ts'
import type { MetricClocks } from './metric-clocks.ts'
import type { PathNode, PathTicket } from './path-memo.ts'
import type { Arrival } from './run-plan.ts'

/** An answer that the flow sent, and whether it helps in this replication. */
export type SentAnswer = { readonly at: number; readonly text: string; readonly confidence: number | null; readonly helps: boolean; readonly judgement: AnswerJudgement }

/** One ticket of one replication: everything that changes while it is simulated. */
export class TicketCase {
  readonly arrival: Arrival
  readonly index: number
  /** Where it stands in the flow; on a known way the times in it are those of the first ticket that stood there. */
  state: EngineState | undefined
  ways: PathTicket | null = null
  /** Its place on known ways; null where it is led by the engine alone. */
  place: PathNode | null = null
  /** The times that a place does not know. */
  openedAt = 0
  messageAt = 0
  firstDueAt = 0
  resolutionDueAt = 0
  /** Counts the times the ticket has entered the flow; 0 is the first. */
  episode = 0
  readonly conversation: ConversationMessage[] = []
  /** Stands for the texts of the conversation. */
  signature = 0x811c9dc5
  readonly trace: TraceEntry[] = []
  /** The newest reading of the customer's tone; each covers the whole conversation. */
  tone: ToneReading | null = null
  readonly tasks = new FewEntries<number>()
  readonly timers = new FewEntries<number>()
  /** Work items of people by task id. */
  readonly human = new FewEntries<number>()
  reaction = -1
  patience = -1
  /** The customer does not leave any more: somebody has replied or works on it. */
  patienceOver = false
  patientSince = 0
  /** Waits for people with a patience of their own. */
  waits = 0
  /** The team for which it waits or waited last. */
  waitsFor: string | null = null
  issueType: string | null = null
  /** The skills that the flow asks for. */
  skills: readonly string[] = []
  /** Conversations with people that it has been given to. */
  conversations = 0
  /** Calls of limited services by task id. */
  readonly calls = new Map<string, number>()
  measured: MetricClocks | null = null
  autoSolve = -1
  priority: string | null = null
  outcome: TicketOutcome = 'open'
  /** It takes no further part in this pass; `lacking`: because it waits for the answer to a signal. */
  frozen = false
  lacking = false
  aiActions = 0
  escalated = false
  byPerson = false
  team: string | null = null
  teamChanges = 0
  handedOverAt: number | null = null
  /** What waits before people: where in the flow, and since when. */
  readonly asked = new FewEntries<{ readonly node: string; readonly at: number }>()
  humanMs = 0
  humanReplies = 0
  /** Drafts and calls that people were asked to allow. */
  approvals = 0
  reopens = 0
  draft: { readonly text: string; readonly confidence: number | null } | null = null
  readonly answers: SentAnswer[] = []
  questions = 0
  customerReplies = 0
  /** Messages of the history that have been used as replies. */
  realReplies = 0
  confirmed = false
  humanAnsweredAt: number | null = null
  firstAnyAt: number | null = null
  firstHumanAt: number | null = null
  lastReplyAt: number | null = null
  resolvedAt: number | null = null
  firstResolvedAt: number | null = null
  endedAt: number | null = null
  /** The oldest message of the customer that no person has answered since. */
  unansweredSince: number | null = null
  readonly nextRepliesMs: number[] = []
  askedAgainAfterMs: number | null = null
  waitingSince: number | null = null
  pendingMs = 0
  /** When it was on our side: [from, to) pairs, the last one open while `openSince` is set. */
  readonly openSpans: number[] = []
  openSince: number | null = null
  slaFirstResponse: SlaResult = null
  slaResolution: SlaResult = null
  slaFirstResponseOverMs = 0
  slaResolutionOverMs = 0
  clocks: readonly ClockFact[] = []
  parkedBecause: string | null = null

  /** The last time in which we waited for the customer. */
  #waited = { since: -1, until: -1 }

  constructor(arrival: Arrival, index: number) {
    this.arrival = arrival
    this.index = index
    this.patientSince = arrival.at
  }

  /** Adds a message to the conversation. */
  say(message: ConversationMessage): void {
    this.conversation.push(message)
    this.signature = hashName(`${message.from}\u0000${message.text}`, this.signature)
  }

  /** It is our turn from now on. */
  open(now: number): void {
    this.openSince ??= now
    if (this.waitingSince !== null) {
      this.#waited = { since: this.waitingSince, until: now }
      this.pendingMs += now - this.waitingSince
      this.waitingSince = null
    }
  }

  /** It is put before people who talk to the customer. */
  handOver(team: string, now: number): void {
    if (this.aiActions > 0) this.escalated = true
    this.handedOverAt ??= now
    if (this.team !== null && this.team !== team) this.teamChanges += 1
    this.team = team
  }

  /** The customer has brought it back. */
  reopen(now: number): void {
    this.reopens += 1
    this.episode += 1
    this.outcome = 'open'
    this.open(now)
    this.measured?.status('open', now)
  }

  /** It leaves the flow. */
  end(now: number): void {
    this.endedAt = now
    // Whoever stays away counts as solved at our last reply, not when the flow stops waiting.
    this.measured?.status('solved', this.waitingSince ?? (this.#waited.until === now ? this.#waited.since : now))
    this.close(now)
    if (this.waitingSince === null) return
    this.pendingMs += now - this.waitingSince
    this.waitingSince = null
  }

  /** It is not our turn any more: we wait for the customer, or it has ended. */
  close(now: number): void {
    if (this.openSince === null) return
    if (now > this.openSince) this.openSpans.push(this.openSince, now)
    this.openSince = null
  }

  /** A change of the status that the flow reports. */
  status(status: TicketStatus, now: number): void {
    if (status === 'waiting') {
      this.close(now)
      this.waitingSince ??= now
      this.measured?.status('pending', now)
    } else if (status === 'open' || status === 'handedOff') {
      this.open(now)
      this.measured?.status('open', now)
    }
  }

  /** The last answer of the flow, if no person has answered since. */
  get standingAnswer(): SentAnswer | null {
    const last = this.answers.at(-1)
    return last === undefined || (this.humanAnsweredAt !== null && this.humanAnsweredAt > last.at) ? null : last
  }

  /** What the metrics see, at the end of the run. `time` accounts for the time up to the solution; business hours are those of the ticket's promise. */
  facts(time: TimeParts, business: OpenTime | null): TicketFacts {
    const solved = this.outcome === 'resolvedAutomatically' || this.outcome === 'resolvedByPerson'
    const standing = this.standingAnswer
    const createdAt = this.arrival.at
    const inHours = (at: number | null): number | null => (at === null || business === null ? null : bizBetween(business, createdAt, at))
    const resolvedAt = solved ? this.resolvedAt : null
    return {
      id: this.arrival.id,
      linkedTo: this.arrival.linkedTo,
      createdAt: this.arrival.at,
      channel: this.arrival.channel,
      priority: this.priority,
      outcome: this.outcome,
      aiInvolved: this.aiActions > 0,
      aiReplies: this.answers.length + this.questions,
      escalated: this.escalated,
      byPerson: this.byPerson,
      handedOverAt: this.handedOverAt,
      teamChanges: this.teamChanges,
      resolution: this.outcome !== 'resolvedAutomatically' ? null : this.confirmed ? 'confirmed' : 'assumed',
      resolvedProbability: standing === null ? null : standing.judgement.probability,
      askedAgainAfterMs: this.askedAgainAfterMs,
      gaveUp: solved && standing !== null && !standing.helps && !this.confirmed,
      firstResponseAnyAt: this.firstAnyAt,
      firstResponseHumanAt: this.firstHumanAt,
      firstResponseAnyBusinessMs: inHours(this.firstAnyAt),
      firstResponseHumanBusinessMs: inHours(this.firstHumanAt),
      resolutionBusinessMs: inHours(resolvedAt),
      firstResolvedAt: this.firstResolvedAt,
      resolvedAt,
      endedAt: this.outcome === 'open' ? null : this.endedAt,
      pendingMs: solved ? time.customer : this.pendingMs,
      onHoldMs: 0,
      solvedMs: solved ? time.solved : 0,
      nextRepliesMs: this.nextRepliesMs,
      humanReplies: this.humanReplies,
      reopens: this.reopens,
      slaFirstResponse: this.slaFirstResponse,
      slaResolution: this.slaResolution,
      slaFirstResponseOverMs: this.slaFirstResponseOverMs,
      slaResolutionOverMs: this.slaResolutionOverMs,
      clocks: this.clocks,
      humanMs: this.humanMs,
      aiActions: this.aiActions,
      frustration: frustrationOf(this.tone),
      time: resolvedAt === null ? null : time,
    }
  }
}

function frustrationOf(tone: ToneReading | null): number | null {
  for (let index = (tone?.points.length ?? 0) - 1; index >= 0; index--) {
    const point = tone?.points[index]
    if (point?.kind === 'judged') return point.frustration
  }
  return null
}
