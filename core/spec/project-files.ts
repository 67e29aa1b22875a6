import type { Environment } from './environment.ts'
import { parseEnvironment } from './environment.ts'
import { kindOfFile } from './kind-of-file.ts'
import type { Library } from './library.ts'
import { parseLibrary } from './library.ts'
import type { ParsedFile } from './parse-file.ts'

/** A file that lies around a workflow: its path from the workflow's folder, and its text. */
export type ProjectFile = { readonly name: string; readonly text: string }

/** A file around a workflow, read. */
export type ReadFile<Value> = { readonly file: string; readonly parsed: ParsedFile<Value> }

const libraries = new WeakMap<ProjectFile, ParsedFile<Library>>()
const environments = new WeakMap<ProjectFile, ParsedFile<Environment>>()

// The studio checks a flow after every edit, while the files around it stay what they are.
function remembered<Value>(known: WeakMap<ProjectFile, Value>, file: ProjectFile, read: (text: string) => Value): Value {
  const before = known.get(file)
  if (before !== undefined) return before
  const value = read(file.text)
  known.set(file, value)
  return value
}

/** The libraries among files. */
export function librariesAmong(files: readonly ProjectFile[]): readonly ReadFile<Library>[] {
  return files.filter(({ text }) => kindOfFile(text) === 'Library').map((file) => ({ file: file.name, parsed: remembered(libraries, file, parseLibrary) }))
}

/** The environments among files. */
export function environmentsAmong(files: readonly ProjectFile[]): readonly ReadFile<Environment>[] {
  return files.filter(({ text }) => kindOfFile(text) === 'Environment').map((file) => ({ file: file.name, parsed: remembered(environments, file, parseEnvironment) }))
}
