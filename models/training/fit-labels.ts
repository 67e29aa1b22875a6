/** Fits the confidence of the labels signal.   npx tsx models/training/fit-labels.ts --data DIR --cache DIR */
import { writeFileSync } from 'node:fs'
import { canonicalText } from '../../core/signals/canonical-text.ts'
import type { LabelDefinition } from '../../core/signals/signal-request.ts'
import { asShipped, confidenceInputs, labelConfidences } from '../labels/label-confidence.ts'
import type { LabelCalibration, LabelFeatures } from '../labels/label-confidence.ts'
import { LabelHead } from '../labels/label-head.ts'
import { labelTexts } from '../labels/label-texts.ts'
import { fitOwnCalibration } from '../labels/own-calibration.ts'
import type { HeldText } from '../labels/own-calibration.ts'
import { fitLogistic, judge, round, seeded, shuffled } from './fit-logistic.ts'
import { openEncoder, rowsOf, weightsDir } from './training-data.ts'

type Item = { text: string; label: string }
type Judged = { features: readonly LabelFeatures[]; right: number; far: boolean }
type Trial = { set: string; examples: number; held: readonly HeldText[]; texts: Judged[] }

const read = (path: string, label = 'label'): Item[] => rowsOf(path).map((row) => ({ text: row.title ? `${row.title}\n${row.text}` : row.text!, label: row[label]! }))
const SETS = [
  { name: 'banking77', train: read('triage/banking77_train.csv'), dev: read('triage/banking77_dev.csv') },
  { name: 'clinc150', train: read('triage/clinc150_train.csv'), dev: read('triage/clinc150_dev.csv') },
  { name: 'hwu64', train: read('triage/hwu64_train.csv'), dev: read('triage/hwu64_dev.csv') },
  { name: 'bitext', train: read('triage/bitext_train.csv', 'intent'), dev: read('triage/bitext_dev.csv', 'intent') },
  { name: 'support', train: read('triage/support_topic_train.jsonl'), dev: read('triage/support_topic_dev.jsonl') },
]
const OUT_OF_SCOPE = 'oos'
const TRIALS = 30
const LABELS = [3, 5, 8, 12, 20, 40, 77]
const EXAMPLES = [0, 0, 1, 3, 5, 8, 8, 20, 60]
const INSIDE = 36
/** As many from the same data (other labels of it) as from other data: one text in four belongs to none of the labels. */
const OUTSIDE = 6

const random = seeded(5)
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
const { encoder, close } = await openEncoder()
const trials: Trial[] = []
for (const { name, train, dev } of SETS) {
  const names = [...new Set(train.map((item) => item.label))].filter((label) => label !== OUT_OF_SCOPE).sort()
  const elsewhere = SETS.filter((set) => set.name !== name).flatMap((set) => set.dev)
  for (let t = 0; t < TRIALS; t++) {
    const chosen = shuffled(names, random).slice(0, Math.min(names.length - 1, pick(LABELS)))
    const shots = pick(EXAMPLES)
    // In every fourth trial the labels have unequal numbers of examples.
    const uneven = t % 4 === 3
    const labels: LabelDefinition[] = chosen.map((id) => ({
      id,
      title: id.replace(/_/g, ' '),
      examples: shuffled(train.filter((item) => item.label === id), random).slice(0, uneven ? pick(EXAMPLES) : shots).map((item) => item.text),
    }))
    const inside = shuffled(dev.filter((item) => chosen.includes(item.label)), random).slice(0, INSIDE)
    const near = shuffled(dev.filter((item) => !chosen.includes(item.label)), random).slice(0, OUTSIDE)
    const far = shuffled(elsewhere, random).slice(0, OUTSIDE)
    const items = [...inside, ...near, ...far]
    const vectors = await encoder.embed([...labels.flatMap(labelTexts), ...items.map((item) => item.text)])
    const head = await LabelHead.prepare(labels, vectors, { bias: 0, weights: [] }, { pause: () => Promise.resolve() })
    const texts = items.map((item) => ({ features: head.features(vectors.get(canonicalText(item.text))!), right: far.includes(item) ? -1 : chosen.indexOf(item.label), far: far.includes(item) }))
    trials.push({ set: name, examples: uneven ? -1 : shots, held: head.held, texts })
  }
  console.error(`${name}: ${TRIALS} trials`)
}

const fit = (part: readonly Trial[]): LabelCalibration => {
  const rows = part.flatMap(({ texts }) => texts.flatMap(({ features, right }) => features.map((one, j) => ({ features: confidenceInputs(one), happened: j === right, weight: 1 }))))
  const [bias = 0, ...weights] = fitLogistic(rows).map(round)
  return { bias, weights }
}
const share = (rows: readonly unknown[], all: readonly unknown[]): number | null => (all.length === 0 ? null : round(rows.length / all.length))
function measure(part: readonly Trial[], calibration: LabelCalibration, own: boolean): Record<string, unknown> {
  const tops = part.flatMap(({ held, texts }) => {
    const ownCalibration = own ? fitOwnCalibration(held, calibration) : asShipped
    return texts.map(({ features, right, far }) => {
      const confidences = labelConfidences(features, calibration, ownCalibration)
      const top = confidences.indexOf(Math.max(...confidences))
      return { p: confidences[top]!, happened: top === right, inside: right >= 0, far, weight: 1 }
    })
  })
  const inside = tops.filter((top) => top.inside)
  const near = tops.filter((top) => !top.inside && !top.far)
  const far = tops.filter((top) => top.far)
  return {
    texts: tops.length,
    accuracyWhereOneFits: share(inside.filter((top) => top.happened), inside),
    ece: judge(tops).ece,
    insideAgainstOutside: judge(tops.map((top) => ({ ...top, happened: top.inside }))).auroc,
    ...Object.fromEntries([0.4, 0.5].map((from) => [`from${from}`, {
      decided: share(inside.filter((top) => top.p >= from), inside),
      rightOfDecided: share(inside.filter((top) => top.p >= from && top.happened), inside.filter((top) => top.p >= from)),
      nearbyTakenForOne: share(near.filter((top) => top.p >= from), near),
      unrelatedTakenForOne: share(far.filter((top) => top.p >= from), far),
    }])),
  }
}

const calibration = fit(trials)
// Each set is judged by a calibration that was fitted on the others.
const leftOut = Object.fromEntries(SETS.map(({ name }) => {
  const foreign = fit(trials.filter((trial) => trial.set !== name))
  const own = trials.filter((trial) => trial.set === name)
  return [name, {
    all: measure(own, foreign, true),
    shippedOnly: measure(own, foreign, false),
    ...Object.fromEntries([['described', [0]], ['few', [1, 3, 5, 8]], ['many', [20, 60]], ['uneven', [-1]]].map(([kind, counts]) => [kind, measure(own.filter((trial) => (counts as number[]).includes(trial.examples)), foreign, true)])),
  }]
}))
const measured = { all: measure(trials, calibration, true), leftOut }
writeFileSync(`${weightsDir}/labels/calibration.json`, `${JSON.stringify({ ...calibration, measured }, null, 2)}\n`)
console.log(JSON.stringify({ ...calibration, measured }, null, 2))
await close()
