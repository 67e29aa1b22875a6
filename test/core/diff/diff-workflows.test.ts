import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkVersion } from '../../../core/diff/check-version.ts'
import { diffWorkflows } from '../../../core/diff/diff-workflows.ts'
import { findChanges } from '../../../core/diff/find-changes.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { toJson } from '../../../core/spec/print-new-spec.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { exampleText, workflowFiles } from '../spec/workflow-files.ts'
import type { JsonTree } from '../spec/tree-editor.ts'
import { treeEditor } from '../spec/tree-editor.ts'

const path = z.array(z.union([z.string(), z.number()]))
const cases = z.array(z.strictObject({
  what: z.string(),
  replace: z.array(z.tuple([z.string(), z.string()])).optional(),
  /** Further edits; the ones above then make the older flow. */
  with: z.array(z.tuple([z.string(), z.string()])).optional(),
  remove: path.optional(),
  rename: z.strictObject({ path, to: z.string() }).optional(),
  set: z.strictObject({ path, value: z.custom<JsonTree>() }).optional(),
  move: z.strictObject({ path, from: z.number(), to: z.number() }).optional(),
  class: z.enum(['none', 'patch', 'minor', 'major']),
  lines: z.array(z.string()),
})).parse(parse(readFileSync(new URL('cases.yaml', import.meta.url), 'utf8')))

function read(text: string): Workflow {
  const { workflow, findings } = parseSpec(text)
  if (workflow === undefined) throw new Error(findings.map((finding) => finding.message).join('\n'))
  return workflow
}

function replaced(text: string, edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((written, [from, to]) => {
    expect(written).toContain(from)
    return written.replace(from, to)
  }, text)
}

/** The older flow and the newer one of a case. */
function flowsOf(each: (typeof cases)[number]): readonly [Workflow, Workflow] {
  const text = replaced(exampleText, each.replace ?? [])
  if (each.with !== undefined) return [read(text), read(replaced(text, each.with))]
  const editor = treeEditor(read(text))
  if (each.remove !== undefined) editor.remove(each.remove)
  if (each.rename !== undefined) editor.rename(each.rename.path, each.rename.to)
  if (each.set !== undefined) editor.set(each.set.path, each.set.value)
  if (each.move !== undefined) {
    const item: unknown = [...each.move.path, each.move.from].reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : null), editor.tree)
    editor.remove([...each.move.path, each.move.from])
    editor.insert([...each.move.path, each.move.to], z.custom<JsonTree>().parse(item))
  }
  return [read(exampleText), workflowSchema.parse(editor.tree)]
}

describe('the difference of two flows', () => {
  it.each(cases)('says: $what', (each) => {
    const diff = diffWorkflows(...flowsOf(each))
    expect(diff.changes.map((change) => change.text)).toEqual(each.lines)
    expect(diff.class ?? 'none').toBe(each.class)
  })

  it.each(workflowFiles)('finds nothing between %s and itself', (file) => {
    const workflow = read(readFileSync(file, 'utf8'))
    expect(diffWorkflows(workflow, workflow)).toEqual({ class: undefined, changes: [] })
  })

  it('finds as many changes backwards, what was added being removed', () => {
    const before = toJson(read(exampleText))
    for (const file of workflowFiles) {
      const after = toJson(read(readFileSync(file, 'utf8')))
      const kinds = (changes: ReturnType<typeof findChanges>, kind: string): number => changes.filter((change) => change.kind === kind && !change.path.some((step) => step.startsWith('#'))).length
      expect(kinds(findChanges(before, after), 'added')).toBe(kinds(findChanges(after, before), 'removed'))
    }
  })
})

describe('the version of a changed flow', () => {
  it.each<[before: string, after: string, change: 'patch' | 'minor' | 'major' | undefined, needed: string | undefined]>([
    ['1.2.3', '1.2.3', undefined, undefined], ['1.2.3', '1.2.2', undefined, '1.2.3'],
    ['1.2.3', '1.2.3', 'patch', '1.2.4'], ['1.2.3', '1.2.4', 'patch', undefined], ['1.2.3', '1.2.4', 'minor', '1.3.0'],
    ['1.2.3', '1.3.0', 'major', '2.0.0'], ['1.2.3', '2.0.0', 'major', undefined], ['1.2.3', '2.0.0-rc.1', 'major', undefined],
    ['2.0.0-rc.1', '2.0.0', 'minor', undefined], ['0.2.3', '0.3.0', 'major', undefined], ['0.2.3', '0.2.4', 'major', '0.3.0'],
  ])('%s to %s with a %s change', (before, after, change, needed) => {
    expect(checkVersion(before, after, change)).toEqual(needed === undefined ? { kind: 'enough' } : { kind: 'tooSmall', needed })
  })
})
