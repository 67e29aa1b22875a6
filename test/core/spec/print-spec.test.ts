import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { printNewSpec } from '../../../core/spec/print-new-spec.ts'
import { alignItems } from '../../../core/spec/align-items.ts'
import { printSpec } from '../../../core/spec/print-spec.ts'
import type { SpecSource } from '../../../core/spec/spec-source.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import type { JsonTree, TreeEditor } from './tree-editor.ts'
import { treeEditor } from './tree-editor.ts'
import { exampleText, workflowFiles } from './workflow-files.ts'

type Json = JsonTree

function opened(text: string) {
  const { source, workflow, findings } = parseSpec(text)
  expect(findings.filter((finding) => finding.severity === 'error')).toEqual([])
  if (workflow === undefined) throw new Error('the text has no workflow')
  return { source, workflow }
}

// Edits of the property below make models that no schema knows; the printer must keep them all the same.
function isModel(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null
}

function printed(source: SpecSource, tree: JsonTree): string {
  if (!isModel(tree)) throw new Error('a model is a record')
  return printSpec(source, tree)
}

function edited(text: string, edit: (tree: TreeEditor) => void): string {
  const { source, workflow } = opened(text)
  const editor = treeEditor(workflow)
  edit(editor)
  const result = printed(source, editor.tree)
  expect(parse(result)).toEqual(editor.tree)
  return result
}

/** Lines that stand only in the one or the other text, in order. */
function lineDiff(before: string, after: string): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const changes = alignItems(before.split('\n'), after.split('\n'))
  const left = before.split('\n')
  const right = after.split('\n')
  return {
    gone: changes.flatMap((change) => (change.kind === 'added' || (change.kind === 'same' && left[change.before] === right[change.after]) ? [] : [left[change.before] ?? ''])),
    come: changes.flatMap((change) => (change.kind === 'removed' || (change.kind === 'same' && left[change.before] === right[change.after]) ? [] : [right[change.after] ?? ''])),
  }
}

describe('printSpec', () => {
  it.each(workflowFiles)('gives the identical bytes for an unchanged %s', (file) => {
    const text = readFileSync(file, 'utf8')
    const { source, workflow } = opened(text)
    expect(printSpec(source, workflow)).toBe(text)
    expect(printed(source, treeEditor(workflow).tree)).toBe(text)
  })

  it.each<[what: string, edit: (tree: TreeEditor) => void, gone: readonly string[], come: readonly string[]]>([
    ['a threshold in a condition', (t) => t.set(['spec', 'flow', 'nodes', 'route', 'branches', 2, 'when'], 'has(kb.topConfidence) && kb.topConfidence >= 0.8'),
      ["          - { id: confident, when: 'has(kb.topConfidence) && kb.topConfidence >= 0.75', then: draft }"],
      ["          - { id: confident, when: 'has(kb.topConfidence) && kb.topConfidence >= 0.8', then: draft }"]],
    ['a plain condition with a comment behind it', (t) => t.set(['spec', 'triggers', 1, 'rearm'], 'sentiment.frustration < 0.4'),
      ['      rearm: sentiment.frustration < 0.5 # hysteresis'], ['      rearm: sentiment.frustration < 0.4 # hysteresis']],
    ['a number', (t) => t.set(['spec', 'teams', 'tier1', 'shifts', 1, 'headcount'], 12),
      ['      shifts: [{ calendar: alwaysOpen, headcount: 4 }, { calendar: officeBerlin, headcount: 10 }]'],
      ['      shifts: [{ calendar: alwaysOpen, headcount: 4 }, { calendar: officeBerlin, headcount: 12 }]']],
    ['a text', (t) => t.set(['metadata', 'title'], 'Acme: help & service'), ['  title: Acme customer support'], ['  title: "Acme: help & service"']],
    ['a key added to a map in braces', (t) => t.set(['spec', 'flow', 'nodes', 'similar', 'as'], 'past'),
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, timeout: 8s, then: analysed }'],
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, timeout: 8s, then: analysed, as: past }']],
    ['a key taken from a map in braces', (t) => t.remove(['spec', 'flow', 'nodes', 'similar', 'timeout']),
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, timeout: 8s, then: analysed }'],
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, then: analysed }']],
    ['a key added to a map in lines', (t) => t.set(['spec', 'flow', 'nodes', 'filter', 'as'], 'inbound'), [], ['        as: inbound']],
    ['a key taken from a map in lines', (t) => t.remove(['spec', 'flow', 'nodes', 'analysed', 'require']), ['        require: [kb]                    # kb must be one of the two'], []],
    ['an item of a list in brackets', (t) => t.insert(['spec', 'teams', 'tier1', 'languages', 2], 'fr'), ['      languages: [en, de]'], ['      languages: [en, de, fr]']],
    ['a branch added', (t) => t.insert(['spec', 'flow', 'nodes', 'approval', 'branches', 1], { id: 'long', when: 'size(draft.text) > 2000', then: 'reviewDraft' }),
      [], ['          - { id: long, when: "size(draft.text) > 2000", then: reviewDraft }']],
    ['a branch taken away', (t) => t.remove(['spec', 'flow', 'nodes', 'route', 'branches', 1]),
      ["          - { id: critical, when: 'triage.priority == \"P1\" || triage.urgency == \"critical\"', then: escalate }"], []],
    ['a trigger taken away', (t) => t.remove(['spec', 'triggers', 2]),
      ['    - id: confused', '      when: sentiment.confusion >= 0.8 && sentiment.frustration < 0.7', '      stages: [automated]', '      mode: interrupt', '      limit: 1                           # at most once a ticket', '      then: clarify'], []],
    ['a node added at the end', (t) => t.set(['spec', 'flow', 'nodes', 'spam'], { kind: 'end', outcome: 'dropped', stage: 'closing' }), [], ['      spam: { kind: end, outcome: dropped, stage: closing }']],
    ['a node taken away', (t) => t.remove(['spec', 'flow', 'nodes', 'sideDone']), ['      sideDone: { kind: end, outcome: none, stage: side }'], []],
    ['a node renamed', (t) => t.rename(['spec', 'flow', 'nodes', 'pageLead'], 'callLead'),
      ['      pageLead: { kind: tool, tool: notifyLead, stage: side, timeout: 10s, catch: [{ errors: ["LUMOS.*"], then: sideDone }], then: sideDone }'],
      ['      callLead: { kind: tool, tool: notifyLead, stage: side, timeout: 10s, catch: [{ errors: ["LUMOS.*"], then: sideDone }], then: sideDone }']],
    ['a text of several lines', (t) => t.set(['spec', 'agents', 'triage', 'instructions'], 'Classify the request.\nUse only facts.'),
      ['      instructions: Classify the request and extract the fields. Use only facts in the message or memory.'],
      ['      instructions: |-', '        Classify the request.', '        Use only facts.']],
  ])('changes only the lines concerned: %s', (_what, edit, gone, come) => {
    const diff = lineDiff(exampleText, edited(exampleText, edit))
    expect(diff).toEqual({ gone, come })
  })

  it('moves a branch with its comment', () => {
    const text = exampleText.replace("then: dropped }\n          - { id: autoReply", "then: dropped } # sure only\n          - { id: autoReply")
    const result = edited(text, (t) => t.reverse(['spec', 'flow', 'nodes', 'genuine', 'branches']))
    expect(result).toContain('# sure only')
    expect(lineDiff(text, result).gone).toHaveLength(1)
  })

  it('keeps x- keys and annotations', () => {
    const text = exampleText.replace('  requires:\n', '  x-review: { by: [ops],  when: "2026-03" }   # kept as is\n  requires:\n')
    const { source, workflow } = opened(text)
    const editor = treeEditor(workflow)
    editor.set(['metadata', 'version'], '3.3.0')
    expect(printed(source, editor.tree)).toBe(text.replace('version: 3.2.0 ', 'version: 3.3.0 '))
  })

  it('keeps the line ends of a file with CRLF', () => {
    const { source, workflow } = opened(exampleText.replaceAll('\n', '\r\n'))
    const editor = treeEditor(workflow)
    editor.set(['spec', 'flow', 'nodes', 'filter', 'as'], 'inbound')
    const result = printed(source, editor.tree)
    expect(result.replaceAll('\r\n', '')).not.toContain('\n')
    expect(parse(result)).toEqual(editor.tree)
  })

  it.each<[what: string, written: string, messy: string, wanted: string, edit: (tree: TreeEditor) => void]>([
    ['takes a node away with the comment above it, and leaves the heading', '      # -- closing --\n', '      # -- closing --\n      # asks twice\n',
      '      # -- closing --\n      qaGate', (t) => t.remove(['spec', 'flow', 'nodes', 'qa'])],
    ['leaves braces for the last entry, and a comment that is of nobody', '  context:\n', '  context:\n    # free\n\n    # of vars\n',
      '  context: {}\n    # free\n', (t) => t.remove(['spec', 'context', 'vars'])],
    ['keeps the comment behind a text that becomes several lines', 'title: Acme customer support', "title: 'Acme' # shown to people",
      'title: |- # shown to people\n    A\n    B', (t) => t.set(['metadata', 'title'], 'A\nB')],
    ['keeps a folded text folded', 'title: Acme customer support', 'title: >- # shown\n     Acme\n     support',
      'title: >- # shown\n     Other', (t) => t.set(['metadata', 'title'], 'Other')],
    ['leaves the dash when the first key of an item goes', '    - id: confused\n', '    - id: confused # gone\n      # why\n',
      '    - \n      # why\n      when: sentiment.confusion', (t) => t.remove(['spec', 'triggers', 2, 'id'])],
    ['takes an item of brackets away with its comments', '[en, de]', '[\n        en, # first\n        # second\n        de  # too\n      ]',
      '[\n        en, # first\n      ]', (t) => t.remove(['spec', 'teams', 'tier1', 'languages', 1])],
    ['leaves a byte order mark where it is', '# yaml-language-server: $schema=./lumos-workflow.schema.json\n', '\ufeff',
      '\ufeffapiVersion: lumos/v2\n', (t) => t.set(['apiVersion'], 'lumos/v2')],
  ])('%s', (_what, written, messy, wanted, edit) => {
    const text = exampleText.replace(written, messy)
    expect(text).toContain(messy)
    expect(edited(text, edit)).toContain(wanted)
  })

  it('writes an empty collection and fills it again', () => {
    const emptied = edited(exampleText, (t) => { t.set(['spec', 'triggers'], []); t.set(['spec', 'monitors'], {}) })
    expect(emptied).toContain('  triggers: []\n')
    const { source, workflow } = opened(emptied)
    const editor = treeEditor(workflow)
    editor.set(['spec', 'triggers'], [{ id: 'late', when: 'ticket.reopenCount > 2', mode: 'notify', then: 'pageLead' }])
    expect(parse(printed(source, editor.tree))).toEqual(editor.tree)
  })

  it('survives any edits: the model is read back, comments of untouched entries stay', () => {
    const { source, workflow } = opened(exampleText)
    const word = fc.oneof(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), fc.constantFrom('no', '12:30', '010', '1.10', 'a: b', '# x', "it's", '"q"', ' lead', 'true', '', 'two\nlines', 'ü — ✓', '- dash', '{x}', '>', '@at'))
    const leaf: fc.Arbitrary<Json> = fc.oneof(word, fc.integer({ min: -5, max: 900 }), fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }))
    const value: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: leaf }, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), leaf, { maxKeys: 3 }), fc.array(fc.record({ id: word, when: word }), { maxLength: 2 }))
    const step = fc.record({ way: fc.array(fc.nat(60), { minLength: 1, maxLength: 7 }), act: fc.constantFrom('set', 'set', 'remove', 'add', 'rename', 'reverse'), value, key: fc.stringMatching(/^q[A-Za-z0-9]{3,8}$/) })
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const editor = treeEditor(workflow)
      const touched = new Set<string>()
      for (const { way, act, value: fresh, key } of steps) {
        const path: (string | number)[] = ['spec']
        for (const turn of way) {
          const keys = editor.keys(path)
          const next = keys[turn % Math.max(1, keys.length)]
          if (next === undefined) break
          path.push(next)
        }
        const top = path[1]
        touched.add(top === undefined ? key : String(top))
        if (path.length === 1) continue
        if (act === 'remove') editor.remove(path)
        else if (act === 'rename') editor.rename(path, key)
        else if (act === 'reverse') editor.reverse(path.slice(0, -1))
        else if (act === 'add') editor.insert(typeof path.at(-1) === 'number' ? path : [...path.slice(0, -1), key], fresh)
        else editor.set(path, fresh)
        if (act === 'rename' && path.length === 2) touched.add(key)
      }
      const result = printed(source, editor.tree)
      expect(parse(result)).toEqual(editor.tree)
      // Comments of top-level parts of the spec that no step went into.
      const parts = exampleText.split(/^(?= {2}[a-z]\w*:)/m)
      for (const part of parts) {
        const name = /^ {2}([a-z]\w*):/.exec(part)?.[1]
        if (name === undefined || touched.has(name) || !Object.hasOwn(workflow.spec, name)) continue
        for (const comment of part.match(/#.*$/gm) ?? []) expect(result).toContain(comment)
      }
    }), { numRuns: 150 })
  })

  it('prints within a frame or two', () => {
    const { source, workflow } = opened(exampleText)
    const editor = treeEditor(workflow)
    editor.set(['spec', 'flow', 'nodes', 'route', 'branches', 2, 'then'], 'escalate')
    const times = Array.from({ length: 8 }, () => { const start = performance.now(); printed(source, editor.tree); return performance.now() - start })
    expect(Math.min(...times)).toBeLessThan(60)
  })
})

describe('printNewSpec', () => {
  it.each(workflowFiles)('prints %s anew so that it reads back equal and unchanged', (file) => {
    const { workflow } = opened(readFileSync(file, 'utf8'))
    const result = printNewSpec(workflow)
    expect(opened(result).workflow).toEqual(workflow)
    expect(Math.max(...result.split('\n').filter((line) => line.includes('{')).map((line) => line.length))).toBeLessThanOrEqual(130)
    expect(parseSpec(result).findings).toEqual([])
  })
})
