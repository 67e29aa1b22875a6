/** Fits the confidence of the labels signal.   npx tsx models/training/fit-labels.ts --data DIR --cache DIR */
import { writeFileSync } from 'node:fs'
import { canonicalText } from '../../core/signals/canonical-text.ts'
import type { LabelDefinition } from '../../core/signals/signal-request.ts'
import { labelFeatures, labelTexts } from '../label-scoring.ts'
import type { LabelFeatures } from '../label-scoring.ts'
import { fitLogistic, judge, logistic, round, seeded, shuffled } from './fit-logistic.ts'
import { openEncoder, rowsOf, weightsDir } from './training-data.ts'

type Item = { text: string; label: string }
type Row = { features: LabelFeatures; happened: boolean; weight: number; test: boolean; trial: number; item: number; set: string }

const read = (path: string, label = 'label'): Item[] => rowsOf(path).map((row) => ({ text: row.title ? `${row.title}\n${row.text}` : row.text!, label: row[label]! }))
const SETS = [
  { name: 'banking77', train: read('triage/banking77_train.csv'), dev: read('triage/banking77_dev.csv') },
  { name: 'clinc150', train: read('triage/clinc150_train.csv'), dev: read('triage/clinc150_dev.csv') },
  { name: 'bitext', train: read('triage/bitext_train.csv', 'category'), dev: read('triage/bitext_dev.csv', 'category') },
  { name: 'support', train: read('triage/support_topic_train.jsonl'), dev: read('triage/support_topic_dev.jsonl') },
]
const TRIALS = 40
const WORDLESS = 'oos'

const random = seeded(5)
const { encoder, close } = await openEncoder()
const rows: Row[] = []
let trial = 0
for (const { name, train, dev } of SETS) {
  const names = [...new Set(train.map((item) => item.label))].filter((label) => label !== WORDLESS).sort()
  for (let t = 0; t < TRIALS; t++) {
    trial += 1
    const drawn = shuffled(names, random)
    const count = Math.min(names.length - 2, 3 + Math.floor(random() * 8))
    const chosen = drawn.slice(0, count)
    const examples = [0, 0, 1, 2, 3, 5][Math.floor(random() * 6)]!
    const labels: LabelDefinition[] = chosen.map((id) => ({
      id,
      title: id.replace(/_/g, ' '),
      ...(examples > 0 ? { examples: shuffled(train.filter((item) => item.label === id), random).slice(0, examples).map((item) => item.text.slice(0, 400)) } : {}),
    }))
    const inside = shuffled(dev.filter((item) => chosen.includes(item.label)), random).slice(0, 24)
    const outside = shuffled(dev.filter((item) => !chosen.includes(item.label)), random).slice(0, 24)
    const vectors = await encoder.embed([...labels.flatMap(labelTexts), ...inside.map((i) => i.text), ...outside.map((i) => i.text)])
    ;[...inside, ...outside].forEach((item, i) => {
      const vector = vectors.get(canonicalText(item.text))!
      labelFeatures(vector, labels, vectors).forEach((features, j) => {
        rows.push({ features, happened: chosen[j] === item.label, weight: 1, test: t % 2 === 1, trial, item: i, set: name })
      })
    })
  }
}

const numbers = (features: LabelFeatures): number[] => [features.nearest, features.typical, features.lead]
const fit = (part: Row[]) => fitLogistic(part.map((row) => ({ ...row, features: numbers(row.features) })))
const shape = ([bias = 0, nearest = 0, typical = 0, lead = 0]: readonly number[]) => ({ bias: round(bias), nearest: round(nearest), typical: round(typical), lead: round(lead) })
const measured: Record<string, unknown> = {}
const calibration: Record<string, unknown> = {}
for (const kind of ['described', 'exemplified'] as const) {
  const part = rows.filter((row) => row.features.exemplified === (kind === 'exemplified'))
  const half = fit(part.filter((row) => !row.test))
  const tested = part.filter((row) => row.test).map((row) => ({ ...row, p: logistic(half, numbers(row.features)) }))
  const bySet = Object.fromEntries(
    SETS.map(({ name }) => {
      const texts = [...grouped(tested.filter((row) => row.set === name), (row) => `${row.trial}/${row.item}`)]
      const best = texts.map((scores) => ({ inside: scores.some((row) => row.happened), top: scores.reduce((a, b) => (b.p > a.p ? b : a)) }))
      const inside = best.filter((text) => text.inside)
      const outside = best.filter((text) => !text.inside)
      return [
        name,
        {
          texts: texts.length,
          top1WhereOneFits: round(inside.filter((text) => text.top.happened).length / inside.length),
          decidedAtHalf: round(inside.filter((text) => text.top.p >= 0.5).length / inside.length),
          noneOfTheseWronglyDecidedAtHalf: round(outside.filter((text) => text.top.p >= 0.5).length / outside.length),
          ...judge(tested.filter((row) => row.set === name)),
        },
      ]
    }),
  )
  measured[kind] = { pairs: tested.length, ...judge(tested), bySet }
  calibration[kind] = shape(fit(part))
}
writeFileSync(`${weightsDir}/labels/calibration.json`, `${JSON.stringify({ ...calibration, measured }, null, 2)}\n`)
console.log(JSON.stringify({ ...calibration, measured }, null, 2))
await close()

function grouped<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return [...groups.values()]
}
