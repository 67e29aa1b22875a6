import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import type { FlowDocument } from '../../../core/document/flow-document.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { withUsedFeatures } from '../../../core/spec/used-features.ts'
import type { AnyEdit } from './edit-any.ts'
import { anyEdit, doEdit } from './edit-any.ts'
import type { MessyFile, OwnerPath } from './messy-yaml.ts'
import { itemKey, messyYaml } from './messy-yaml.ts'
import type { JsonTree } from './tree-editor.ts'
import { treeEditor } from './tree-editor.ts'
import { workflowFiles } from './workflow-files.ts'

function opened(text: string): FlowDocument {
  const result = openDocument(text, null)
  if (result.kind !== 'opened') throw new Error(`${result.findings.map((finding) => `${finding.range.start.line}: ${finding.message}`).join('\n')}\n${text}`)
  return result.document
}

const models: readonly JsonTree[] = workflowFiles.map((file) => treeEditor(opened(readFileSync(file, 'utf8')).workflow).tree)

function at(tree: JsonTree, owner: OwnerPath): JsonTree | undefined {
  return owner.reduce<JsonTree | undefined>((value, step) => {
    if (Array.isArray(value)) return value.find((item) => itemKey(item) === step)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? value[step] : undefined
  }, tree)
}

const asText = (value: JsonTree | undefined): string => JSON.stringify(value) ?? ''

/** The owner in the edited model, through renames; undefined where it is gone. */
function ownerAfter(owner: OwnerPath, renames: readonly { readonly from: OwnerPath; readonly to: string }[]): OwnerPath {
  return renames.reduce<OwnerPath>((path, { from, to }) => (from.every((step, index) => path[index] === step) ? [...from.slice(0, -1), to, ...path.slice(from.length)] : path), owner)
}

function ownerOf(tree: JsonTree, path: readonly (string | number)[]): OwnerPath {
  const owner: string[] = []
  let value: JsonTree | undefined = tree
  for (const key of path) {
    if (Array.isArray(value)) {
      value = value[Number(key)]
      owner.push(value === undefined ? '' : itemKey(value))
    } else {
      value = typeof value === 'object' && value !== null ? value[String(key)] : undefined
      owner.push(String(key))
    }
  }
  return owner
}

function run(file: MessyFile, edits: readonly AnyEdit[]): void {
  const start = opened(file.text)
  expect(documentText(start)).toBe(file.text)
  const before = treeEditor(start.workflow).tree
  const past: { readonly document: FlowDocument; readonly renames: number }[] = []
  let renames: readonly { readonly from: OwnerPath; readonly to: string }[] = []
  let present = start
  let moved = false
  let taken: OwnerPath | undefined
  for (const edit of edits) {
    const tree = treeEditor(present.workflow).tree
    const done = doEdit(present, edit, past.map((each) => each.document))
    if (done.document === present) continue
    if (edit.act === 'undo') {
      renames = renames.slice(0, past.at(-1)?.renames ?? 0)
      present = done.document
      past.pop()
      continue
    }
    past.push({ document: present, renames: renames.length })
    if (done.act === 'rename' && typeof done.path.at(-1) === 'string') renames = [...renames, { from: ownerOf(tree, done.path), to: edit.name }]
    if (['reverse', 'rotate'].includes(done.act)) moved = true
    if (done.act === 'remove' && edits.length === 1) taken = ownerOf(tree, done.path)
    present = done.document
  }
  const result = documentText(present)
  const after = treeEditor(result === file.text ? present.workflow : withUsedFeatures(present.workflow)).tree

  const read = parseSpec(result)
  expect(treeEditor(read.workflow).tree).toEqual(after)

  const expected = file.marks.filter(({ owner }) => {
    const path = ownerAfter(owner, renames)
    // A part that got another name and another content is another part.
    const renamed = path.join('\n') !== owner.join('\n')
    return renamed ? edits.length === 1 && at(after, path) !== undefined : at(after, path) !== undefined
  })
  const missing = expected.filter(({ token }) => result.split(token).length !== 2)
  expect(missing.map(({ token, owner }) => `${owner.join('.')} ${token}`)).toEqual([])
  if (!moved) {
    const places = expected.filter((mark) => mark.kind === 'comment').map(({ token }) => ({ token, was: file.text.indexOf(token), is: result.indexOf(token) })).toSorted((left, right) => left.was - right.was)
    expect(places.filter((place, index) => place.is < (places[index - 1]?.is ?? 0)).map((place) => place.token)).toEqual([])
  }
  // A feature that the flow uses comes back by itself, with its comment.
  if (taken !== undefined && at(after, taken) === undefined) {
    const gone = taken
    const left = file.marks.filter(({ owner, token }) => gone.every((step, index) => owner[index] === step) && result.includes(token))
    expect(left.map(({ token, owner }) => `${owner.join('.')} ${token}`)).toEqual([])
  }
  for (const [path, block] of file.blocks) {
    const owner: OwnerPath = JSON.parse(path)
    if (at(before, owner) === undefined || owner.some((step) => step.startsWith('id:') || step.startsWith('{')) || asText(at(before, owner)) !== asText(at(after, owner))) continue
    expect(result.includes(block) ? '' : `The lines of ${owner.join('.')} changed:\n${block}`).toBe('')
  }
}

const file = fc.record({ model: fc.nat(models.length - 1), seed: fc.nat(2 ** 31) })

describe('printing over a file as people write them', () => {
  it('keeps every comment of what is left and every line of what was not touched, whatever is edited', () => {
    fc.assert(fc.property(file, fc.array(anyEdit, { minLength: 1, maxLength: 5 }), ({ model, seed }, edits) => {
      run(messyYaml(models[model] ?? null, seed), edits)
    }), { numRuns: 40 })
  })

  it('takes away with a part its own lines and its own comments, nothing else', () => {
    fc.assert(fc.property(file, anyEdit, ({ model, seed }, edit) => {
      run(messyYaml(models[model] ?? null, seed), [{ ...edit, act: 'remove' }])
    }), { numRuns: 40 })
  })
})
