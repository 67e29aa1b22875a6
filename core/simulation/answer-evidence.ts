import type { Assumption } from '../engine/agent-contract.ts'
import type { SignalReader } from '../signals/signal-port.ts'
import type { SimilarityRequest } from '../signals/signal-request.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { MonotoneFit } from './isotonic.ts'
import { fitMonotone, monotoneAt } from './isotonic.ts'

/** On what a judgement rests that an answer would have resolved its ticket. */
export type EvidenceKind = 'comparedWithHistory' | 'retrievalConfidence' | 'assumed'

/** How likely an answer resolves its ticket, and why we think so. */
export type AnswerJudgement = { readonly kind: EvidenceKind; readonly probability: number; readonly similarity: number | null }

/** What the history taught about answers; both parts are null where it holds too little. */
export type AnswerCalibration = {
  /** How often tickets whose accepted answer is this similar were solved without a further question. */
  readonly bySimilarity: MonotoneFit | null
  /** How likely answers of this confidence are to resolve, learnt from the comparisons. */
  readonly byConfidence: MonotoneFit | null
}

/** One answer of the calibration pass. */
export type AnswerObservation = { readonly similarity: number; readonly solvedAtOnce: boolean; readonly confidence: number | null }

/** Nothing learnt. */
export const noCalibration: AnswerCalibration = { bySimilarity: null, byConfidence: null }

// Below the first an answer says something else, above the second it says the same; in between linearly.
const DIFFERENT = 0.4
const SAME = 0.8
const SAME_SHARE = 0.9
const FEWEST = 50
const FEWEST_OF_EACH = 10

/** The question to the encoder that compares an answer with the one that people gave and the customer accepted; null without such an answer. */
export function comparison(ticket: Ticket, answer: string): SimilarityRequest | null {
  const accepted = acceptedAnswer(ticket)
  return accepted === null || answer.trim() === '' ? null : { kind: 'similarity', text: answer, other: accepted }
}

/** The answer after which a solved ticket was solved: the last one before it with something to say. */
export function acceptedAnswer(ticket: Ticket): string | null {
  const { solvedAt } = ticket.history
  if (solvedAt === undefined) return null
  const answers = ticket.messages.filter((message) => message.from === 'agent' && message.text.length >= 20)
  return (answers.filter((message) => message.at <= solvedAt).at(-1) ?? answers.at(-1))?.text ?? null
}

/** Whether the ticket was solved without the customer asking again and being answered again. */
export function solvedAtOnce(ticket: Ticket): boolean {
  if (ticket.history.solvedAt === undefined) return false
  let answered = false
  let askedAgain = false
  for (const message of ticket.messages) {
    if (message.from === 'agent' && askedAgain) return false
    if (message.from === 'agent') answered = true
    else if (answered) askedAgain = true
  }
  return true
}

/** Judges one answer by the best evidence there is: the accepted answer, else calibrated confidence, else the stated assumption. */
export function judgeAnswer(ticket: Ticket, answer: string, confidence: number | null, reader: SignalReader, calibration: AnswerCalibration, factor: number): AnswerJudgement {
  const request = comparison(ticket, answer)
  const similarity = request === null ? undefined : reader.read(request)?.similarity
  if (similarity !== undefined) {
    const same = sameness(similarity)
    const probability = calibration.bySimilarity === null ? same : same * monotoneAt(calibration.bySimilarity, similarity)
    return { kind: 'comparedWithHistory', probability, similarity }
  }
  if (confidence !== null && ticket.history.solvedAt !== undefined && calibration.byConfidence !== null) {
    return { kind: 'retrievalConfidence', probability: monotoneAt(calibration.byConfidence, confidence), similarity: null }
  }
  return { kind: 'assumed', probability: factor * (confidence ?? 0.5), similarity: null }
}

function sameness(similarity: number): number {
  return SAME_SHARE * Math.min(1, Math.max(0, (similarity - DIFFERENT) / (SAME - DIFFERENT)))
}

/** Learns from the first answers of a pass over the history. */
export function calibrateAnswers(observations: readonly AnswerObservation[]): AnswerCalibration {
  const yes = observations.filter((one) => one.solvedAtOnce).length
  const enough = observations.length >= FEWEST && yes >= FEWEST_OF_EACH && observations.length - yes >= FEWEST_OF_EACH
  const bySimilarity = enough ? fitMonotone(observations.map((one) => ({ score: one.similarity, value: one.solvedAtOnce ? 1 : 0 }))) : null
  const judged = observations.flatMap(({ similarity, confidence }) => {
    if (confidence === null) return []
    return [{ score: confidence, value: sameness(similarity) * (bySimilarity === null ? 1 : monotoneAt(bySimilarity, similarity)) }]
  })
  return { bySimilarity, byConfidence: judged.length >= FEWEST ? fitMonotone(judged) : null }
}

/** What a run must say about how its answers were judged. */
export function evidenceAssumptions(calibration: AnswerCalibration, used: ReadonlySet<EvidenceKind>, factor: number): readonly Assumption[] {
  const list: Assumption[] = []
  if (used.has('comparedWithHistory')) {
    list.push({ id: 'resolution.sameness', text: 'An answer whose meaning is as close to the accepted one as this helps as often as the accepted one did.', value: `never below similarity ${DIFFERENT}, ${SAME_SHARE * 100} % from ${SAME} on, linear in between`, source: 'product default' })
    list.push({ id: 'resolution.calibration', text: 'How often an accepted answer settles a ticket at once.', value: calibration.bySimilarity === null ? 'always' : `from ${calibration.bySimilarity.n} tickets of the history, by similarity`, source: calibration.bySimilarity === null ? `fewer than ${FEWEST} comparable tickets in the history` : 'the imported history' })
  }
  if (used.has('retrievalConfidence')) list.push({ id: 'resolution.confidence', text: 'Answers to tickets whose accepted answer is not known are judged by their confidence, as calibrated on those where it is.', value: `from ${calibration.byConfidence?.n ?? 0} answers`, source: 'the imported history' })
  if (used.has('assumed')) list.push({ id: 'resolution.assumed', text: 'Where the history does not say how a ticket was solved, an answer resolves it with this share of its confidence (0.5 where it has none).', value: String(factor), source: 'scenario: resolution.answerResolvesFactor' })
  return list
}
