import { Tokenizer } from '@huggingface/tokenizers'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** How a model wants a text cut into word pieces. */
export type Tokeniser = {
  /** The pieces of a text, without marks. */
  readonly pieces: (text: string) => readonly number[]
  /** The marks that stand before and after the pieces of every text, such as [CLS] and [SEP]. */
  readonly before: readonly number[]
  readonly after: readonly number[]
}

type Encode = (text: string, withMarks: boolean) => readonly number[]

/** Any word that every vocabulary can write. */
const PROBE = 'a'

const fileSchema = z.looseObject({})

/**
 * Loads the tokeniser of the shipped encoder. It is the one inside transformers.js, taken by itself: the whole library takes
 * longer to load than the models do.
 */
export async function loadTokeniser(folder: string): Promise<Tokeniser> {
  const file = async (name: string): Promise<object> => fileSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
  const tokenizer = new Tokenizer(await file('tokenizer.json'), await file('tokenizer_config.json'))
  return tokeniserOf((text, withMarks) => tokenizer.encode(text, { add_special_tokens: withMarks }).ids)
}

/** Loads the tokeniser of any model through transformers.js, which knows the habits of all families; nothing is ever fetched. */
export async function loadAnyTokeniser(folder: string): Promise<Tokeniser> {
  const { AutoTokenizer, env, LogLevel } = await import('@huggingface/transformers')
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.useFSCache = false
  env.useBrowserCache = false
  env.logLevel = LogLevel.ERROR
  env.localModelPath = `${dirname(folder)}/`
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true })
  return tokeniserOf((text, withMarks) => tokenizer.encode(text, { add_special_tokens: withMarks }))
}

function tokeniserOf(encode: Encode): Tokeniser {
  const pieces = (text: string): readonly number[] => encode(text, false)
  return { pieces, ...marksAround(encode(PROBE, true), pieces(PROBE)) }
}

function marksAround(marked: readonly number[], plain: readonly number[]): Pick<Tokeniser, 'before' | 'after'> {
  const start = marked.findIndex((_, i) => plain.every((piece, j) => marked[i + j] === piece))
  return start < 0 ? { before: [], after: [] } : { before: marked.slice(0, start), after: marked.slice(start + plain.length) }
}
