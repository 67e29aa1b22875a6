import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { FileKindName } from '../../../core/spec/kind-of-file.ts'
import { kindOfFile } from '../../../core/spec/kind-of-file.ts'

/** A file of the format, or a part of a page that shows one. */
export type SpecSample = { readonly name: string; readonly kind: FileKindName; readonly text: string; readonly data: unknown }

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).sort()
}

function shownIn(page: string): readonly SpecSample[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```(?:ya?ml|json)\n([\s\S]*?)^```/gmu)].map((match) => match[1] ?? '')
  // Whole files only: pages also show parts of files, and mistakes.
  return blocks.filter((text) => /^(?:#.*\n|\s*\n)*(?:apiVersion: lumos\/v1|\{\s*"apiVersion": "lumos\/v1")/u.test(text) && /^"?\s*"?(?:spec|nodes)\b/mu.test(text)).map((text, index) => sample(`${page}, example ${index + 1}`, text))
}

function sample(name: string, text: string): SpecSample {
  return { name, kind: kindOfFile(text), text, data: parse(text) }
}

const files = [...filesUnder('flows'), ...filesUnder('test/fixtures'), ...filesUnder('docs')]

/** Every file of the format that the project holds: flows, fixtures, and the examples in its documentation. */
export const specSamples: readonly SpecSample[] = [
  ...files.filter((file) => file.endsWith('.lumos.yaml') || file.endsWith('.layout.json')).map((file) => sample(file, readFileSync(file, 'utf8')))
    // Files of older versions are there to be migrated.
    .filter(({ text }) => /^\s*"?apiVersion"?: "?lumos\/v1\b(?!alpha|beta)/mu.test(text)),
  // The pages of the linter's codes show what is wrong.
  ...[...files, 'README.md'].filter((file) => file.endsWith('.md') && !file.startsWith(join('docs', 'lint'))).flatMap(shownIn),
]
