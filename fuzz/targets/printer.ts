import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { fnv1a } from '../../core/fnv1a.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { printSpec } from '../../core/spec/print-spec.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { JsonTree, TreeEditor } from '../../test/core/spec/tree-editor.ts'
import { treeEditor } from '../../test/core/spec/tree-editor.ts'
import { workflowFiles } from '../../test/core/spec/workflow-files.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { mustHold } from '../fuzz-target.ts'
import type { RandomSource } from '../random-source.ts'
import { randomSource } from '../random-source.ts'
import { smallWorkflow } from './workflow.ts'

type Path = readonly (string | number)[]

const values: readonly JsonTree[] = [
  '', ' ', 'plain', 'two words', 'a: b', 'a #b', '- a', '"quoted"', "it's", '\\', 'line\nbreak', 'line\n\nbreak\n', '\n', '  indented\n text', 'tab\there', 'no', 'ON', '012', '1e3', '0x1F', '~', 'null', 'true', '.inf', '-', '?', '!x', '&a', '*a', '%a', '@a', '`a',
  '{a}', '[a]', 'a, b', '<<', '=', 'ünï 😀', '\u2028', '\u0085', '\ufeff', '\u202e', '\u0000', 'é', 'e\u0301', 'x'.repeat(200), 'word '.repeat(60), 'a |\nb >', '---', '... ', '# no comment', 'trailing ', '12:30', '2026-01-01',
  0, -0, 1, -1, 0.1, 1e21, 1e-7, 123456789012345, true, false, [], {}, ['a'], ['a', 'b: c', 'd'], [[1], [2, [3]]], { a: 1 }, { a: { b: { c: ['d', { e: 'f' }] } } }, { 'odd key': 1, 'a: b': 2, '': 3, '# c': 4, no: 5, '1': 6 }, [{ id: 'x', when: 'a == "b"' }, { id: 'y' }],
]

function allPaths(editor: TreeEditor, path: Path = []): readonly Path[] {
  return editor.keys(path).flatMap((key) => [[...path, key], ...allPaths(editor, [...path, key])])
}

/** Makes one edit and says what kind it was. */
function edit(editor: TreeEditor, random: RandomSource): string {
  const paths = allPaths(editor).filter((path) => path.length > 1)
  if (paths.length === 0) return 'none'
  const path = random.pick(paths)
  const value: JsonTree = JSON.parse(JSON.stringify(random.pick(values)))
  const place = `${path.length} ${typeof path.at(-1)}`
  switch (random.below(6)) {
    case 0:
      editor.remove(path)
      return `remove ${place}`
    case 1:
      editor.insert([...path.slice(0, -1), typeof path.at(-1) === 'number' ? Number(path.at(-1)) : random.pick(['fresh', 'odd key', 'no', '12', 'a: b', '', 'fresh.one'])], value)
      return `insert ${place} ${typeof value}`
    case 2:
      editor.rename(path, random.pick(['renamed', 'no', 'odd key', '012', 'e\u0301']))
      return `rename ${place}`
    case 3:
      editor.reverse(path)
      return 'reverse'
    default:
      editor.set(path, value)
      return `set ${place} ${typeof value} ${typeof value === 'string' ? values.indexOf(value) : ''}`
  }
}

// The edits make models that no schema knows; the printer must keep them all the same.
function isModel(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null
}

function commentsOf(text: string): number {
  return (text.match(/(^|\s)#/gm) ?? []).length
}

function run(text: string): string {
  const { source, workflow, findings } = parseSpec(text)
  // Where the YAML itself is in doubt, two readers may differ about the text before any edit.
  const doubtful = findings.find((finding) => finding.severity === 'error')
  if (workflow === undefined || doubtful !== undefined) return `unread ${doubtful?.code ?? ''}`
  const random = randomSource(fnv1a(text))
  const editor = treeEditor(workflow)
  const edits = 1 + random.below(4)
  const kinds = Array.from({ length: edits }, () => edit(editor, random))
  const { tree } = editor
  const wanted = JSON.stringify(sorted(tree))
  if (!isModel(tree)) return 'no model'
  const printed = printSpec(source, tree)
  const read: unknown = parse(printed, { version: '1.2', uniqueKeys: false })
  mustHold(JSON.stringify(sorted(withoutExtensions(read))) === wanted, () => `Printed and read again, the model is another:\n${printed.slice(0, 4000)}`)
  mustHold(!/[^\r]\n/.test(printed) || !/\r\n/.test(text) || /[^\r]\n/.test(text), () => 'Line breaks of two kinds were mixed.')
  return `${kinds.slice(0, 2).join(', ')} ${Math.min(20, Math.abs(printed.split('\n').length - text.split('\n').length))} ${commentsOf(printed) < commentsOf(text) ? 'lost' : 'kept'}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sorted(item)] as const).sort(([left], [right]) => (left < right ? -1 : 1)))
}

function withoutExtensions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExtensions)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')).map(([key, item]) => [key, withoutExtensions(item)] as const))
}

/** Random edits of a model, printed over random text, give that model when they are read again. */
export const printerTarget: FuzzTarget = {
  name: 'printer',
  seeds: () => [smallWorkflow, smallWorkflow, smallWorkflow.replaceAll('\n', '\r\n'), ...workflowFiles.map((file) => readFileSync(file, 'utf8'))],
  words: [...new Set(smallWorkflow.match(/[A-Za-z][\w.]*|[{}[\],:#'"|-]/g) ?? []), '  # note\n', '\n\n', ' ', '{ ', ' }', '|-\n', '>\n'],
  longest: 40_000,
  run,
}
