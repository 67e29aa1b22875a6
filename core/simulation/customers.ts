import type { EngineCommand } from '../engine/engine-command.ts'
import type { SignalReader } from '../signals/signal-port.ts'
import type { Ticket, TicketMessage } from '../tickets/ticket.ts'
import type { AnswerCalibration } from './answer-evidence.ts'
import { judgeAnswer } from './answer-evidence.ts'
import { DAY_MS } from '../calendars/civil-date.ts'
import { RANK } from './event-heap.ts'
import type { KeyedRandom } from './keyed-random.ts'
import type { ReplicationMode } from './replication-options.ts'
import type { ReplyBank, ReplyKind } from './reply-bank.ts'
import { bankReply } from './reply-bank.ts'
import type { Scenario } from './scenario.ts'
import type { TicketCase } from './ticket-case.ts'
import type { Reaction, Timeline } from './timeline.ts'
import { quantileOf, wholeMs } from './variates.ts'

type SendMessage = Extract<EngineCommand, { kind: 'sendMessage' }>

/** A message of the customer, and whether it was made up. */
export type CustomerText = { readonly text: string; readonly choice?: string; readonly synthetic: boolean; readonly confirms: boolean }

/** A solved ticket can be reopened this long; afterwards a message would be a new ticket. */
const REOPEN_WINDOW_MS = 7 * DAY_MS
const MOST_REOPENS = 3
/** How many replies of a customer an exploring pass forces; longer conversations are rare and found as they come. */
const EXPLORED_REPLIES = 2

/** The customers of one replication: whether answers help, when they reply, and with what words. */
export class Customers {
  readonly #scenario: Scenario
  readonly #timeline: Timeline
  readonly #random: KeyedRandom
  readonly #bank: ReplyBank
  readonly #calibration: AnswerCalibration
  readonly #mode: ReplicationMode

  constructor(scenario: Scenario, timeline: Timeline, random: KeyedRandom, bank: ReplyBank, calibration: AnswerCalibration, mode: ReplicationMode) {
    this.#scenario = scenario
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
    this.#timeline.cancel(ticket.reaction)
    ticket.reaction = -1
    const now = this.#timeline.now
    if (this.isAnswer(ticket, message.text)) {
      const visit = ticket.answers.length
      const confidence = ticket.draft?.confidence ?? null
      const judgement = judgeAnswer(ticket.arrival.ticket, ticket.draft?.text ?? message.text, confidence, reader, this.#calibration, this.#scenario.answerResolvesFactor)
      const helps = this.#forces(ticket) ? this.#mode === 'helped' : this.#random.uniform(ticket.arrival.key, 'helps', visit) < judgement.probability
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
    this.#plan(ticket, now + this.#replyDelay(ticket, 100 + visit), choice === undefined ? { kind: 'clarified' } : { kind: 'choice', choice })
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
      if (replies) this.#plan(ticket, now + this.#replyDelay(ticket, visit), { kind: 'confirmed' })
      else this.#maybeReopen(ticket, visit)
      return
    }
    const kind: ReplyKind = ticket.answers.some((answer) => !answer.helps && answer !== ticket.answers.at(-1)) ? 'angry' : 'unresolved'
    if (replies) this.#plan(ticket, now + this.#replyDelay(ticket, visit), { kind })
    else if (this.#random.uniform(key, 'comesBack', visit) < customer.comebackProbability) this.#comeBack(ticket, visit, 'angry')
  }

  /** A person has answered: the ticket may be reopened later. */
  afterPerson(ticket: TicketCase): void {
    this.#timeline.cancel(ticket.reaction)
    ticket.reaction = -1
    this.#maybeReopen(ticket, 1000 + ticket.humanReplies)
  }

  #maybeReopen(ticket: TicketCase, visit: number): void {
    if (this.#random.uniform(ticket.arrival.key, 'reopens', visit) < this.#scenario.customer.reopenProbability) this.#comeBack(ticket, visit, 'unresolved')
  }

  #comeBack(ticket: TicketCase, visit: number, kind: ReplyKind): void {
    const delay = wholeMs(quantileOf(this.#scenario.customer.comebackDelay, this.#random.uniform(ticket.arrival.key, 'comebackDelay', visit)))
    if (delay <= REOPEN_WINDOW_MS && ticket.reopens < MOST_REOPENS) this.#plan(ticket, this.#timeline.now + delay, { kind })
  }

  #replyDelay(ticket: TicketCase, visit: number): number {
    const { replyDelay, chatReplyDelay } = this.#scenario.customer
    return wholeMs(quantileOf(ticket.arrival.live ? chatReplyDelay : replyDelay, this.#random.uniform(ticket.arrival.key, 'replyDelay', visit)))
  }

  #plan(ticket: TicketCase, at: number, reaction: Reaction): void {
    ticket.reaction = this.#timeline.plan(ticket.index, at, RANK.arrival, { kind: 'reaction', reaction })
  }

  /** How long the customer waits for the first reply on a live channel, or null. */
  patience(ticket: TicketCase): number | null {
    const distribution = this.#scenario.customer.patience.channels[ticket.arrival.channel]
    return distribution === undefined ? null : wholeMs(quantileOf(distribution, this.#random.uniform(ticket.arrival.key, 'patience', 0)))
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
