import { labelSetDigest } from '../../core/signals/label-set-digest.ts'
import type { LabelsAnswer } from '../../core/signals/signal-answer.ts'
import type { LabelDefinition } from '../../core/signals/signal-request.ts'
import type { Embedding } from '../embedding.ts'
import { KeptHeads } from './kept-heads.ts'
import type { LabelCalibration } from './label-confidence.ts'
import { LabelHead } from './label-head.ts'
import { labelTexts } from './label-texts.ts'

type Labels = readonly LabelDefinition[]

/** What preparing sets of labels needs of its surroundings. */
export type Preparation = {
  readonly embed: (texts: readonly string[]) => Promise<ReadonlyMap<string, Embedding>>
  /** Asked between steps; throws to stop. */
  readonly check: (() => void) | undefined
  /** Called with the work done since the last call; in all `workFor`. */
  readonly advance: (count: number) => void
}

const MOST_IN_MEMORY = 8
/** Below this a head is trained sooner than it is read from disk. */
const FEWEST_KEPT = 200

/** The sets of labels that were asked about: each is trained when it is first needed, and kept. */
export class LabelHeads {
  readonly #calibration: LabelCalibration
  readonly #encoderDigest: string
  readonly #kept: KeptHeads
  readonly #heads = new Map<string, LabelHead>()

  constructor(calibration: LabelCalibration, encoderDigest: string, folder: string | undefined) {
    this.#calibration = calibration
    this.#encoderDigest = encoderDigest
    this.#kept = new KeptHeads(folder)
  }

  /** How much work preparing the sets is, in texts read or trained on. */
  workFor(sets: Iterable<Labels>): number {
    return this.#missing(sets).reduce((sum, [, labels]) => sum + 2 * textsOf(labels).length, 0)
  }

  /** Trains what is not yet trained. */
  async prepare(sets: Iterable<Labels>, { embed, check, advance }: Preparation): Promise<void> {
    for (const [digest, labels] of this.#missing(sets)) {
      const texts = textsOf(labels)
      const vectors = await embed(texts)
      const key = KeptHeads.key(this.#encoderDigest, JSON.stringify(this.#calibration), digest)
      const kept = texts.length < FEWEST_KEPT ? undefined : this.#kept.read(key)
      let done = 0
      const pause = async (share: number): Promise<void> => {
        const now = Math.floor(share * texts.length)
        if (now > done) advance(now - done)
        done = Math.max(done, now)
        await new Promise((resolve) => setImmediate(resolve))
        check?.()
      }
      const head = await LabelHead.prepare(labels, vectors, this.#calibration, { pause }, kept)
      advance(texts.length - done)
      if (kept === undefined && texts.length >= FEWEST_KEPT) this.#kept.write(key, head.trained)
      this.#heads.set(digest, head)
    }
    const needed = new Set([...sets].map(labelSetDigest))
    for (const digest of this.#heads.keys()) {
      if (this.#heads.size <= MOST_IN_MEMORY) break
      if (!needed.has(digest)) this.#heads.delete(digest)
    }
  }

  /** Scores a prepared set against a text. */
  answer(labels: Labels, text: Embedding): LabelsAnswer {
    const head = this.#heads.get(labelSetDigest(labels))
    if (head === undefined) throw new Error('Labels were asked for before they were prepared.')
    return head.answer(text)
  }

  #missing(sets: Iterable<Labels>): readonly (readonly [string, Labels])[] {
    return [...new Map([...sets].map((labels) => [labelSetDigest(labels), labels] as const))].filter(([digest]) => !this.#heads.has(digest))
  }
}

function textsOf(labels: Labels): readonly string[] {
  return [...new Set(labels.flatMap(labelTexts))]
}
