import type { LabelReport } from '../../api/model.ts'
import { cancelledError } from '../../api/app-error.ts'
import type { SignalAnswer } from '../../core/signals/signal-answer.ts'
import type { AbortLike, AnswerOptions } from '../../core/signals/signal-port.ts'
import type { LabelDefinition, SignalRequest } from '../../core/signals/signal-request.ts'
import { printExamples } from '../../core/spec/taught-examples.ts'
import type { TaughtExample } from '../../core/spec/taught-examples.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { bestOf } from '../../models/evaluation/best-of.ts'
import { seededOrder } from '../../models/evaluation/seeded-order.ts'
import { userError } from '../user-error.ts'
import { columnValue, requestOf } from './labelled-texts.ts'
import { labelReport } from './label-report.ts'
import type { JudgedTicket } from './label-report.ts'
import { LexicalClassifier } from '../../models/evaluation/lexical-classifier.ts'

/** What is to be learned: which column, which of its values means which label, and the labels as the spec has them. */
export type LearnInput = {
  readonly tickets: readonly Ticket[]
  readonly column: string
  readonly mapping: Readonly<Record<string, string>>
  readonly labels: readonly LabelDefinition[]
  readonly threshold: number
}

/** Progress, and at the end the text of the example file with what its examples are worth. */
export type LearningItem = { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly what: string } | { readonly kind: 'learned'; readonly text: string; readonly examples: number; readonly report: LabelReport }

type Ask = (requests: readonly SignalRequest[], options: AnswerOptions) => Promise<readonly SignalAnswer[]>
type Row = TaughtExample & { readonly fold: number }

const MOST_OF_A_LABEL = 500
const FOLDS = 5
const FOLDS_OF_MANY = 3
const MANY = 2000
const TELL_EVERY_MS = 100
const BREATHE_EVERY = 200

/** Learns labels from tickets, and judges by cross-validation how well: no ticket is judged by a head that has seen it. */
export async function* learnLabels(input: LearnInput, ask: Ask, abort: AbortLike): AsyncGenerator<LearningItem> {
  const examples: TaughtExample[] = []
  for await (const item of readExamples(input, abort)) {
    if (item.kind === 'progress') yield item
    else examples.push(...item.examples)
  }
  const judged: JudgedTicket[] = []
  const folds = examples.length > MANY ? FOLDS_OF_MANY : FOLDS
  const rows = inFolds(examples, folds)
  for (let fold = 0; fold < folds; fold++) {
    const seen = rows.filter((row) => row.fold !== fold)
    const unseen = rows.filter((row) => row.fold === fold)
    const labels = withExamples(input.labels, seen)
    const requests = unseen.map(({ text }): SignalRequest => ({ kind: 'labels', text, labels }))
    const answers: SignalAnswer[] = []
    for await (const item of followed(ask, requests, abort)) {
      if (item.kind === 'answers') answers.push(...item.answers)
      else yield { kind: 'progress', done: fold * 1000 + Math.round((1000 * item.done) / Math.max(1, item.total)), total: folds * 1000, what: `Training and checking, part ${fold + 1} of ${folds}` }
    }
    const lexical = new LexicalClassifier(seen, { balanced: false, pairs: false, cost: 1 })
    for (const [index, row] of unseen.entries()) {
      const answer = answers[index]
      if (answer?.kind !== 'labels') continue
      const best = bestOf(answer.scores.map(({ label, score }) => [label, score]))
      judged.push({ truth: row.label, predicted: best.name, confidence: best.score, lexical: lexical.judge(row.text) })
    }
  }
  yield { kind: 'learned', text: printExamples(examples), examples: examples.length, report: labelReport(judged, folds, input.threshold) }
}

async function* readExamples({ tickets, column, mapping, labels }: LearnInput, abort: AbortLike): AsyncGenerator<Extract<LearningItem, { kind: 'progress' }> | { readonly kind: 'examples'; readonly examples: readonly TaughtExample[] }> {
  const known = new Set(labels.map((label) => label.id))
  const byLabel = new Map<string, Map<string, string>>()
  for (const [index, ticket] of tickets.entries()) {
    if (index % BREATHE_EVERY === 0) {
      yield { kind: 'progress', done: index, total: tickets.length, what: 'Reading the labelled tickets' }
      await new Promise((resolve) => setImmediate(resolve))
      if (abort.aborted) throw cancelledError()
    }
    const value = columnValue(ticket, column)
    const label = Object.hasOwn(mapping, value) ? mapping[value] : undefined
    if (label === undefined || !known.has(label)) continue
    const text = requestOf(ticket)
    if (text === '') continue
    const texts = byLabel.get(label) ?? new Map<string, string>()
    byLabel.set(label, texts.set(text.toLowerCase(), text))
  }
  const examples = [...byLabel].flatMap(([label, texts]) => {
    const all = [...texts.values()]
    const order = seededOrder(all.length, 1, `learn ${label}`)
    return order.slice(0, MOST_OF_A_LABEL).flatMap((at) => (all[at] === undefined ? [] : [{ label, text: all[at] }]))
  })
  const enough = [...byLabel.values()].filter((texts) => texts.size >= 2).length
  if (enough < 2) {
    throw userError('labels.tooFew', `The column "${column}" gives ${enough === 1 ? 'only one label' : 'no label'} with at least two different tickets.`, 'Choose another column, or map more of its values to labels.')
  }
  yield { kind: 'examples', examples }
}

/** Every label is spread evenly over the folds. */
function inFolds(examples: readonly TaughtExample[], folds: number): readonly Row[] {
  const next = new Map<string, number>()
  return examples.map((example) => {
    const turn = next.get(example.label) ?? 0
    next.set(example.label, turn + 1)
    return { ...example, fold: turn % folds }
  })
}

function withExamples(labels: readonly LabelDefinition[], seen: readonly TaughtExample[]): readonly LabelDefinition[] {
  return labels.map((label) => ({ ...label, examples: [...(label.examples ?? []), ...seen.filter((row) => row.label === label.id).map((row) => row.text)] }))
}

async function* followed(ask: Ask, requests: readonly SignalRequest[], abort: AbortLike): AsyncGenerator<{ readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'answers'; readonly answers: readonly SignalAnswer[] }> {
  let done = 0
  let total = requests.length
  let given: readonly SignalAnswer[] | null = null
  const asking = ask(requests, {
    abort,
    onProgress: (now, all) => {
      done = now
      total = all
    },
  }).then((answers) => {
    given = answers
  })
  // Whoever leaves must not leave a rejection behind that nobody hears.
  asking.catch(() => undefined)
  while (given === null) {
    yield { kind: 'progress', done, total }
    await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, TELL_EVERY_MS))])
  }
  yield { kind: 'answers', answers: given }
}
