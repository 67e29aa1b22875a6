import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import type { FlowDocument } from '../../../core/document/flow-document.ts'
import { moveNodes } from '../../../core/document/edit-nodes.ts'
import { mergeThree } from '../../../core/document/merge-three.ts'
import { replaceAt } from '../../../core/document/set-at.ts'
import { sameJson } from '../../../core/spec/align-items.ts'
import { toJson } from '../../../core/spec/print-new-spec.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { anyEdit, doEdit } from '../spec/edit-any.ts'
import type { AnyEdit } from '../spec/edit-any.ts'
import { exampleText } from '../spec/workflow-files.ts'

function open(text: string): FlowDocument {
  const opened = openDocument(text, null)
  if (opened.kind !== 'opened') throw new Error(opened.findings.map((finding) => finding.message).join('\n'))
  return opened.document
}

const base = open(exampleText)
const node = (id: string, ...rest: readonly (string | number)[]): readonly (string | number)[] => ['spec', 'flow', 'nodes', id, ...rest]

function changed(document: FlowDocument, ...edits: readonly (readonly [path: readonly (string | number)[], value: unknown])[]): FlowDocument {
  const workflow = edits.reduce<unknown>((value, [path, wanted]) => replaceAt(value, path, wanted), document.workflow)
  return { ...document, workflow: workflowSchema.parse(workflow) }
}

function branches(...ids: readonly string[]): readonly unknown[] {
  const route = base.workflow.spec.flow.nodes['route']
  const old = route?.kind === 'decision' ? route.branches : []
  return ids.map((id) => old.find((branch) => branch.id === id) ?? { id, when: 'true', then: 'draft' })
}
const old = (() => {
  const found = base.workflow.spec.flow.nodes['route']
  return found?.kind === 'decision' ? found.branches.map((branch) => branch.id) : []
})()
const idsOf = (document: FlowDocument): readonly string[] => {
  const found = document.workflow.spec.flow.nodes['route']
  return found?.kind === 'decision' ? found.branches.map((branch) => branch.id) : []
}
const words = (result: ReturnType<typeof mergeThree>): readonly string[] => result.conflicts.map((conflict) => `${conflict.kind} ${conflict.path.join('.')}`)

describe('merging what two sides made of one flow', () => {
  it('takes both edits, over the text of the other side, byte for byte', () => {
    const theirs = open(exampleText.replace('# -- people --', '# -- people; ask Ada --').replace('headcount: 10', 'headcount: 11'))
    const merged = mergeThree(base, changed(base, [node('similar', 'timeout'), '12s']), theirs)
    expect(merged.conflicts).toEqual([])
    expect(documentText(merged.document)).toBe(theirs.source.text.replace('findSimilarTickets, stage: automated, timeout: 8s', 'findSimilarTickets, stage: automated, timeout: 12s'))
  })

  it('asks about a value that both changed, and takes the side that is chosen', () => {
    const mine = changed(base, [['metadata', 'title'], 'Mine'])
    const theirs = open(exampleText.replace('title: Acme customer support', 'title: Theirs'))
    const result = mergeThree(base, mine, theirs)
    expect(result.conflicts).toEqual([{ kind: 'value', path: ['metadata', 'title'], base: 'Acme customer support', mine: 'Mine', theirs: 'Theirs' }])
    expect(result.document.workflow.metadata.title).toBe('Mine')
    expect(documentText(mergeThree(base, mine, theirs, () => 'theirs').document)).toBe(theirs.source.text)
  })

  it('asks where one side deleted what the other changed', () => {
    const mine = changed(base, [node('sideDone', 'title'), 'The end'])
    const theirs = changed(base, [node('sideDone'), undefined])
    expect(words(mergeThree(base, mine, theirs))).toEqual(['value spec.flow.nodes.sideDone'])
    expect(mergeThree(base, mine, theirs, () => 'theirs').document.workflow.spec.flow.nodes['sideDone']).toBeUndefined()
    expect(mergeThree(base, mine, theirs).document.workflow.spec.flow.nodes['sideDone']?.title).toBe('The end')
  })

  it.each<[what: string, mine: readonly string[], theirs: readonly string[], wanted: readonly string[], asked: readonly string[]]>([
    ['a rule added on each side', [...old, 'a'], ['b', ...old], ['b', ...old, 'a'], []],
    ['a rule added on each side at the same place', [...old, 'b'], [...old, 'a'], [...old, 'a', 'b'], []],
    ['one reordered, the other added', old.toReversed(), [...old, 'a'], [old.at(-1) ?? '', 'a', ...old.toReversed().slice(1)], []],
    ['one deleted, the other added behind it', old.slice(0, -1), [...old, 'a'], [...old.slice(0, -1), 'a'], []],
    ['both reordered alike', old.toReversed(), old.toReversed(), old.toReversed(), []],
    ['both reordered differently', old.toReversed(), [...old.slice(1), old[0] ?? ''], old.toReversed(), ['order spec.flow.nodes.route.branches']],
  ])('keeps the order of rules: %s', (_what, mine, theirs, wanted, asked) => {
    const result = mergeThree(base, changed(base, [node('route', 'branches'), branches(...mine)]), changed(base, [node('route', 'branches'), branches(...theirs)]))
    expect(idsOf(result.document)).toEqual(wanted)
    expect(words(result)).toEqual(asked)
  })

  it('does not mix a card of one kind with one of another', () => {
    const mine = changed(base, [node('sideDone'), { kind: 'wait', stage: 'side', for: '5m', then: 'resolved' }])
    const theirs = changed(base, [node('sideDone', 'outcome'), 'dropped'])
    expect(words(mergeThree(base, mine, theirs))).toEqual(['value spec.flow.nodes.sideDone'])
  })

  it('merges places of cards without a question: mine where both moved one', () => {
    const mine = moveNodes(base, { triage: [8, 8], qa: [80, 80] })
    const theirs = moveNodes(base, { triage: [16, 16], route: [160, 160] })
    const result = mergeThree(base, mine, theirs)
    expect(result.document.layout.nodes).toEqual({ triage: [8, 8], qa: [80, 80], route: [160, 160] })
    expect(result.conflicts).toEqual([])
  })
})

const edits = fc.array(anyEdit, { minLength: 1, maxLength: 4 })
const after = (steps: readonly AnyEdit[]): FlowDocument => steps.reduce((document, step) => doEdit(document, step, [base]).document, base)
const model = (document: FlowDocument) => toJson(document.workflow)

/** Every value of a model with the way that leads to it, items of lists by id. */
function leaves(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[path, JSON.stringify(value)]])
  return new Map(Object.entries(value).flatMap(([key, item]) => [...leaves(item, `${path}/${key}`)]))
}

describe('merging, whatever was edited', () => {
  it('gives the other side where one changed nothing', () => {
    fc.assert(fc.property(edits, (steps) => {
      const other = after(steps)
      expect(model(mergeThree(base, base, other).document)).toEqual(model(other))
      expect(model(mergeThree(base, other, base).document)).toEqual(model(other))
      expect(mergeThree(base, other, other).conflicts).toEqual([])
    }), { numRuns: 60 })
  })

  it('comes to the same from both sides where nothing was in conflict', () => {
    fc.assert(fc.property(edits, edits, (left, right) => {
      const [mine, theirs] = [after(left), after(right)]
      const one = mergeThree(base, mine, theirs)
      const other = mergeThree(base, theirs, mine)
      expect(words(other).toSorted()).toEqual(words(one).toSorted())
      if (one.conflicts.length === 0) expect(sameJson(model(one.document), model(other.document))).toBe(true)
      expect(sameJson(model(mergeThree(base, mine, theirs, () => 'theirs').document), model(mergeThree(base, theirs, mine).document))).toBe(true)
    }), { numRuns: 80 })
  })

  it('loses nothing: what one side alone changed is in the result, and what is in conflict is told', () => {
    fc.assert(fc.property(edits, edits, (left, right) => {
      const [mine, theirs] = [after(left), after(right)]
      const result = mergeThree(base, mine, theirs)
      const [was, ours, others, got] = [base, mine, theirs, result.document].map((document) => leaves(document.workflow))
      const told = result.conflicts.map((conflict) => `/${conflict.path.join('/')}`)
      for (const path of new Set([...(ours?.keys() ?? []), ...(others?.keys() ?? []), ...(was?.keys() ?? [])])) {
        if (told.some((each) => path.startsWith(each) || each.startsWith(path))) continue
        const [before, ourOne, otherOne] = [was?.get(path), ours?.get(path), others?.get(path)]
        if (ourOne !== before && otherOne === before) expect(got?.get(path), path).toBe(ourOne)
        if (otherOne !== before && ourOne === before) expect(got?.get(path), path).toBe(otherOne)
      }
    }), { numRuns: 60 })
  })
})
