import { basename, dirname, resolve } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import type { FileTexts, ReadScenario } from '../../core/spec/read-scenario.ts'
import { readScenario } from '../../core/spec/read-scenario.ts'
import { decodeText } from '../files/decode-text.ts'
import { fileError, isMissingFile } from '../files/file-error.ts'
import { readBounded } from '../files/read-bounded.ts'
import { readFlowText } from '../files/read-flow-text.ts'

/** A scenario as read from a disk: its text, what it says with what it extends, and where the files that it names lie. */
export type ScenarioFile = ReadScenario & { readonly path: string; readonly text: string; readonly placeOf: (name: string) => string }

/** A list of measured times may be longer than any flow. */
const mostBytes = 64_000_000

/** Reads a scenario file with the scenarios that it extends and the measured times that it names; only a file that cannot be read is an error. */
export async function readScenarioFile(path: string): Promise<ScenarioFile> {
  const { text } = await readFlowText(path)
  return readScenarioText(text, path)
}

/** Reads the text of a scenario as if it stood at a path. */
export async function readScenarioText(text: string, path: string): Promise<ScenarioFile> {
  const name = basename(path)
  const placeOf = (file: string): string => resolve(dirname(path), file)
  const texts = new Map<string, string | null>([[name, text]])
  for (;;) {
    const read = readScenario(name, texts satisfies FileTexts)
    if (read.kind === 'read') return { ...read, path, text, placeOf }
    for (const file of read.files) texts.set(file, await textOf(placeOf(file)))
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    const bytes = await readBounded(path, mostBytes)
    if (bytes === undefined) throw new AppError({ code: 'scenario.tooLarge', kind: 'user', message: `Could not read "${basename(path)}": it is larger than the 64 MB that are read.`, hint: 'Keep fewer of the measured times: ten thousand show the same.' })
    return decodeText(bytes, basename(path)).text
  } catch (thrown) {
    if (isMissingFile(thrown)) return null
    throw fileError(thrown, `read "${basename(path)}"`, path)
  }
}
