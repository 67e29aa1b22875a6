import type { ModelFolder } from './chosen-model.ts'
import type { EncoderModel, RowVectors } from './encoder-model.ts'
import { openForeign, wrongTask } from './foreign-encoder.ts'
import { piecesAsInputs, realOutput } from './onnx-session.ts'
import type { PieceBatch } from './onnx-session.ts'

/** The tones in the order in which a classifier's vectors hold their shares. */
export const TONES = ['frustrated', 'confused', 'neutral', 'satisfied'] as const

type Tone = (typeof TONES)[number]

/** Which tone a label of a classifier counts as: our own four, three polarities, and the emotions of GoEmotions and Ekman. */
export const TONE_OF_LABEL: Readonly<Record<string, Tone>> = {
  ...Object.fromEntries(TONES.map((tone) => [tone, tone])),
  ...entries('satisfied', 'positive pos admiration amusement approval caring excitement gratitude happiness happy joy love optimism pride relief'),
  ...entries('frustrated', 'negative neg anger angry annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness sad'),
  ...entries('confused', 'confusion'),
  ...entries('neutral', 'curiosity desire realization surprise'),
}

function entries(tone: Tone, labels: string): Readonly<Record<string, Tone>> {
  return Object.fromEntries(labels.split(' ').map((label) => [label, tone]))
}

/**
 * Loads a text classifier of the user's as the judge of tone: its vectors are the shares of the four tones.
 * Throws a ModelError where it is no classifier, or one whose labels say nothing about tone.
 */
export async function loadForeignTone(folder: ModelFolder, threads: number): Promise<EncoderModel> {
  const labels = labelsOf(folder)
  const unknown = labels.filter((label) => TONE_OF_LABEL[label] === undefined)
  const { session, marked } = await openForeign(folder, threads)
  if (!session.outputNames.includes('logits') || labels.length < 2 || unknown.length > 0) {
    await session.release()
    const what = !session.outputNames.includes('logits')
      ? `is not a classifier: it gives ${session.outputNames.join(', ')}, not logits`
      : labels.length < 2
        ? 'names no labels in its config.json (id2label)'
        : `does not judge tone: its labels ${unknown.slice(0, 5).map((label) => `"${label}"`).join(', ')} are neither tones nor emotions nor polarities`
    throw wrongTask(folder, what, 'Choose a text-classification model whose labels are frustrated, confused, neutral and satisfied, the emotions of GoEmotions, or positive, neutral and negative.')
  }
  const isMultiLabel = folder.config.problem_type === 'multi_label_classification'
  const read = async (batch: PieceBatch): Promise<RowVectors> => {
    const { data, dims } = realOutput(await session.run(piecesAsInputs(batch, session.inputNames), ['logits']), 'logits')
    if (dims.at(-1) !== labels.length) throw wrongTask(folder, `gives ${dims.at(-1) ?? 0} numbers for a text but names ${labels.length} labels`, 'Download it again.')
    const shares = new Float64Array(batch.rows * TONES.length)
    for (let row = 0; row < batch.rows; row++) {
      const logits = data.subarray(row * labels.length, (row + 1) * labels.length)
      shares.set(toneShares(isMultiLabel ? sigmoids(logits) : powers(logits), labels), row * TONES.length)
    }
    return shares
  }
  return {
    size: TONES.length,
    tokeniser: marked.tokeniser,
    windowPieces: marked.windowPieces,
    isSteady: false,
    digests: { tone: folder.digest },
    read: async (batch) => ({ tone: await read(batch) }),
    close: () => session.release(),
  }
}

function labelsOf({ config }: ModelFolder): readonly string[] {
  return Object.entries(config.id2label ?? {})
    .sort((a, b) => Number(a[0]) - Number(b[0]))
    .map(([, label]) => label.trim().toLowerCase())
}

/** The share of each tone, from the weights of the labels; the shares add up to one. */
export function toneShares(weights: readonly number[], labels: readonly string[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return TONES.map((tone) => weights.reduce((sum, weight, i) => (TONE_OF_LABEL[labels[i] ?? ''] === tone ? sum + weight : sum), 0) / (total === 0 ? 1 : total))
}

function powers(logits: Float32Array): readonly number[] {
  const top = Math.max(...logits)
  return [...logits].map((value) => Math.exp(value - top))
}

function sigmoids(logits: Float32Array): readonly number[] {
  return [...logits].map((value) => 1 / (1 + Math.exp(-value)))
}
