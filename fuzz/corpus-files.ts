import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('corpus/', import.meta.url))

/** One kept input of a target: the name of its file and its text. Texts are kept as JSON strings, so that every character survives. */
export type CorpusInput = { readonly file: string; readonly text: string }

/** The kept inputs of a target. */
export function corpusOf(target: string): readonly CorpusInput[] {
  const dir = join(folder, target)
  if (!existsSync(dir)) return []
  return readdirSync(dir).filter((file) => file.endsWith('.json')).sort().map((file) => {
    const text: unknown = JSON.parse(readFileSync(join(dir, file), 'utf8'))
    if (typeof text !== 'string') throw new Error(`${file} holds no text.`)
    return { file, text }
  })
}

/** Keeps an input of a target for ever, and gives the name of its file. */
export function keepInput(target: string, text: string): string {
  const dir = join(folder, target)
  mkdirSync(dir, { recursive: true })
  const file = `${createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, 12)}.json`
  writeFileSync(join(dir, file), `${JSON.stringify(text)}\n`)
  return file
}
