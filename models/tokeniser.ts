import { AutoTokenizer, env, LogLevel } from '@huggingface/transformers'
import { dirname, basename } from 'node:path'

/** How a model wants a text cut into word pieces. */
export type Tokeniser = {
  /** The pieces of a text, without marks. */
  readonly pieces: (text: string) => readonly number[]
  /** The marks that stand before and after the pieces of every text, such as [CLS] and [SEP]. */
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** Any word that every vocabulary can write. */
const PROBE = 'a'

/** Loads the tokeniser of a model's folder; nothing is ever fetched. */
export async function loadTokeniser(folder: string): Promise<Tokeniser> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.useFSCache = false
  env.useBrowserCache = false
  env.logLevel = LogLevel.ERROR
  env.localModelPath = `${dirname(folder)}/`
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true })
  const pieces = (text: string): readonly number[] => tokenizer.encode(text, { add_special_tokens: false })
  return { pieces, ...marksAround(tokenizer.encode(PROBE), pieces(PROBE)) }
}

function marksAround(marked: readonly number[], plain: readonly number[]): Pick<Tokeniser, 'before' | 'after'> {
  const start = marked.findIndex((_, i) => plain.every((piece, j) => marked[i + j] === piece))
  return start < 0 ? { before: [], after: [] } : { before: marked.slice(0, start), after: marked.slice(start + plain.length) }
}
