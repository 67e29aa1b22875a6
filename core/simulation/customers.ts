import type { EngineCommand } from '../engine/engine-command.ts'
import type { SignalReader } from '../signals/signal-port.ts'
import type { Ticket, TicketMessage } from '../tickets/ticket.ts'
import type { AnswerCalibration } from './answer-evidence.ts'
import { judgeAnswer } from './answer-evidence.ts'
import { bizAdd } from '../calendars/calendar.ts'
import type { OpenTime } from '../calendars/calendar.ts'
import { nextOpen } from '../calendars/open-spans.ts'
import { RANK } from './event-heap.ts'
import type { KeyedRandom } from './keyed-random.ts'
import type { ReplicationMode } from './replication-options.ts'
import type { ReplyBank, ReplyKind } from './reply-bank.ts'
import { bankReply } from './reply-bank.ts'
import { normalQuantile } from './normal-quantile.ts'
import { patienceOf } from './patience-of.ts'
import type { RunPlan } from './run-plan.ts'
import type { Scenario } from './scenario.ts'
import type { TicketCase } from './ticket-case.ts'
import type { Reaction, Timeline } from './timeline.ts'
import { quantileOf, wholeMs } from './variates.ts'

type SendMessage = Extract<EngineCommand, { kind: 'sendMessage' }>

/** A message of the customer, and whether it was made up. */
export type CustomerText = { readonly text: string; readonly choice?: string; readonly synthetic: boolean; readonly confirms: boolean }

const MOST_REOPENS = 3
/** How many replies of a customer an exploring pass forces; longer conversations are rare and found as they come. */
const EXPLORED_REPLIES = 2

/** The customers of one replication: whether answers help, when they reply, and with what words. */
export class Customers {
  readonly #scenario: Scenario
  /** When customers write; null where they always do. */
  readonly #activity: OpenTime | null
  readonly #timeline: Timeline
  readonly #random: KeyedRandom
  readonly #bank: ReplyBank
  readonly #calibration: AnswerCalibration
  readonly #mode: ReplicationMode

  constructor({ scenario, calendars }: RunPlan, timeline: Timeline, random: KeyedRandom, bank: ReplyBank, calibration: AnswerCalibration, mode: ReplicationMode) {
    this.#scenario = scenario
    this.#activity = scenario.customer.activity === null ? null : (calendars.get(scenario.customer.activity) ?? null)
    this.#timeline = timeline
    this.#random = random
    this.#bank = bank
    this.#calibration = calibration
    this.#mode = mode
  }

  /** Whether a message carries the flow's own draft: then it is an answer, not a question or notice. */
  isAnswer(ticket: TicketCase, text: string): boolean {
    return ticket.draft !== null && ticket.draft.text.trim() !== '' && text.includes(ticket.draft.text.trim())
  }

  /** The customer reads a message and decides what to do about it. */
  receive(ticket: TicketCase, message: SendMessage, reader: SignalReader): void {
    this.#timeline.cancel(ticket.index, ticket.reaction)
    ticket.reaction = -1
    const now = this.#timeline.now
    if (this.isAnswer(ticket, message.text)) {
      const visit = ticket.answers.length
      const confidence = ticket.draft?.confidence ?? null
      const judgement = judgeAnswer(ticket.arrival.ticket, ticket.draft?.text ?? message.text, confidence, reader, this.#calibration, this.#scenario.answerResolvesFactor)
      const helps = this.#forces(ticket) ? this.#mode === 'helped' : this.#helps(ticket, visit, judgement.probability)
      ticket.answers.push({ at: now, text: message.text, confidence, helps, judgement })
      ticket.confirmed = false
      this.#afterAnswer(ticket, helps, visit)
      return
    }
    if (!message.awaitsReply) return
    const visit = ticket.questions
    ticket.questions += 1
    if (!this.#forces(ticket) && this.#random.uniform(ticket.arrival.key, 'answersQuestion', visit) >= this.#scenario.customer.replyWhenUnresolved) return
    const choice = message.choices[Math.floor(this.#random.uniform(ticket.arrival.key, 'chooses', visit) * message.choices.length)]
    this.#plan(ticket, this.#replyAt(ticket, now, 100 + visit), choice === undefined ? { kind: 'clarified' } : { kind: 'choice', choice })
  }

  #forces(ticket: TicketCase): boolean {
    return (this.#mode === 'helped' || this.#mode === 'unhelped') && ticket.customerReplies < EXPLORED_REPLIES
  }

  #afterAnswer(ticket: TicketCase, helps: boolean, visit: number): void {
    const { customer } = this.#scenario
    const { key } = ticket.arrival
    const now = this.#timeline.now
    const replies = this.#forces(ticket) || this.#random.uniform(key, 'replies', visit) < (helps ? customer.replyWhenResolved : customer.replyWhenUnresolved)
    if (helps) {
      if (replies) this.#plan(ticket, this.#replyAt(ticket, now, visit), { kind: 'confirmed' })
      else this.#maybeReopen(ticket, visit)
      return
    }
    const kind: ReplyKind = ticket.answers.some((answer) => !answer.helps && answer !== ticket.answers.at(-1)) ? 'angry' : 'unresolved'
    if (replies) this.#plan(ticket, this.#replyAt(ticket, now, visit), { kind })
    else if (this.#random.uniform(key, 'comesBack', visit) < customer.comebackProbability) this.#comeBack(ticket, visit, 'angry')
  }

  /** A person has answered: the ticket may be reopened later. */
  afterPerson(ticket: TicketCase): void {
    this.#timeline.cancel(ticket.index, ticket.reaction)
    ticket.reaction = -1
    this.#maybeReopen(ticket, 1000 + ticket.humanReplies)
  }

  #maybeReopen(ticket: TicketCase, visit: number): void {
    if (this.#random.uniform(ticket.arrival.key, 'reopens', visit) < this.#scenario.customer.reopenProbability) this.#comeBack(ticket, visit, 'unresolved')
  }

  #comeBack(ticket: TicketCase, visit: number, kind: ReplyKind): void {
    const delay = wholeMs(quantileOf(this.#scenario.customer.comebackDelay, this.#random.uniform(ticket.arrival.key, 'comebackDelay', visit)))
    if (ticket.reopens >= MOST_REOPENS) return
    const at = this.#timeline.now + delay
    this.#plan(ticket, this.#activity === null ? at : (nextOpen(this.#activity, at) ?? Infinity), { kind })
  }

  // A reply takes its time out of the hours in which the customer writes at all.
  #replyAt(ticket: TicketCase, now: number, visit: number): number {
    const { replyDelay, chatReplyDelay } = this.#scenario.customer
    const delay = wholeMs(quantileOf(ticket.arrival.live ? chatReplyDelay : replyDelay, this.#random.uniform(ticket.arrival.key, 'replyDelay', visit)))
    return this.#activity === null ? now + delay : bizAdd(this.#activity, now, delay)
  }

  #plan(ticket: TicketCase, at: number, reaction: Reaction): void {
    ticket.reaction = this.#timeline.plan(ticket.index, at, RANK.arrival, { kind: 'reaction', reaction })
  }

  // Hard tickets are those on which people would work long; the more that shows in the answers, the fewer hard ones they help with.
  #helps(ticket: TicketCase, visit: number, probability: number): boolean {
    const { key } = ticket.arrival
    const own = this.#random.uniform(key, 'helps', visit)
    const share = this.#scenario.answerDifficulty
    if (share === 0 || probability <= 0 || probability >= 1) return own < probability
    const hard = normalQuantile(this.#random.uniform(key, 'handle', ticket.conversations))
    return share * hard + Math.sqrt(1 - share * share) * normalQuantile(own) < normalQuantile(probability)
  }

  /** The ticket was closed so long ago that what the customer writes now is a ticket of its own. */
  isClosed(ticket: TicketCase): boolean {
    return ticket.state?.status === 'finished' && this.#timeline.now - (ticket.resolvedAt ?? ticket.endedAt ?? Infinity) > this.#scenario.customer.closeAfterMs
  }

  /** The ticket has come in, or more is known of it: the customer leaves when the patience of such tickets is over. */
  wait(ticket: TicketCase, isNew = false): void {
    if (ticket.patienceOver || !(isNew || this.#hasPatienceByKind)) return
    const distribution = patienceOf(this.#scenario.customer.patience, ticket.waitsFor, ticket.issueType, ticket.arrival.channel)
    this.#timeline.cancel(ticket.index, ticket.patience)
    ticket.patience = -1
    if (distribution === undefined) return
    const patience = wholeMs(quantileOf(distribution, this.#random.uniform(ticket.arrival.key, 'patience', ticket.waits)))
    ticket.patience = this.#timeline.plan(ticket.index, ticket.patientSince + patience, RANK.timer, { kind: 'patience' })
  }

  /** The ticket waits for people of a team, with patience of its own where the scenario says so. */
  waitForPeople(ticket: TicketCase, team: string): void {
    ticket.waitsFor = team
    if (this.#scenario.customer.patience.restart) {
      ticket.waits += 1
      ticket.patientSince = this.#timeline.now
      ticket.patienceOver = false
      this.wait(ticket, true)
    } else {
      this.wait(ticket)
    }
  }

  /** A reply has gone out, or somebody works on it: nobody leaves any more. */
  stay(ticket: TicketCase): void {
    ticket.patienceOver = true
    this.#timeline.cancel(ticket.index, ticket.patience)
    ticket.patience = -1
  }

  get #hasPatienceByKind(): boolean {
    const { issueTypes, teams } = this.#scenario.customer.patience
    return Object.keys(issueTypes).length + Object.keys(teams).length > 0
  }

  /** The words of a reaction: the next real message of the history where it fits, else one of the bank. */
  words(ticket: TicketCase, reaction: Reaction): CustomerText {
    if (reaction.kind === 'choice') return { text: reaction.choice, choice: reaction.choice, synthetic: true, confirms: false }
    const visit = ticket.customerReplies
    const real = fittingMessage(ticket.arrival.ticket, ticket.realReplies, reaction.kind)
    const confirms = reaction.kind === 'confirmed'
    return real === null
      ? { text: bankReply(this.#bank, ticket.arrival.ticket.id, visit, reaction.kind), synthetic: true, confirms }
      : { text: real.text, synthetic: false, confirms }
  }
}

/**
 * The customer's next message of the history, if it says what is needed: the last one of a solved ticket confirms, one that
 * people had to answer again does not, and any will do for a question of ours.
 */
function fittingMessage(ticket: Ticket, used: number, kind: ReplyKind): TicketMessage | null {
  const positions = ticket.messages.flatMap((message, index) => (message.from === 'customer' ? [index] : []))
  const position = positions[used]
  if (position === undefined) return null
  const answeredAfter = ticket.messages.slice(position + 1).some((message) => message.from === 'agent')
  const message = ticket.messages[position] ?? null
  switch (kind) {
    case 'confirmed':
      return !answeredAfter && ticket.history.solvedAt !== undefined ? message : null
    case 'unresolved':
      return answeredAfter ? message : null
    case 'clarified':
      return message
    case 'angry':
      return null
  }
}
