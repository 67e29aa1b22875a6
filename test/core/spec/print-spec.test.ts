import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { printNewSpec } from '../../../core/spec/print-new-spec.ts'
import { printSpec } from '../../../core/spec/print-spec.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { exampleText, workflowFiles } from './workflow-files.ts'

type Json = null | string | number | boolean | Json[] | { [key: string]: Json }
type JsonRecord = { [key: string]: Json }

function opened(text: string) {
  const { source, workflow, findings } = parseSpec(text)
  expect(findings.filter((finding) => finding.severity === 'error')).toEqual([])
  if (workflow === undefined) throw new Error('the text has no workflow')
  return { source, workflow }
}

/** The model as plain, changeable data. */
function copy(workflow: Workflow): JsonRecord {
  return JSON.parse(JSON.stringify(workflow))
}

function edited(text: string, edit: (workflow: any) => void): string {
  const { source, workflow } = opened(text)
  const changed = copy(workflow)
  edit(changed)
  const printed = printSpec(source, changed as never)
  expect(parse(printed)).toEqual(changed)
  return printed
}

/** Lines that stand only in the one or the other text, in order. */
function lineDiff(before: string, after: string): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const left = before.split('\n')
  const right = after.split('\n')
  const table = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i -= 1) for (let j = right.length - 1; j >= 0; j -= 1) table[i]![j] = left[i] === right[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  const gone: string[] = []
  const come: string[] = []
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    if (i < left.length && j < right.length && left[i] === right[j]) { i += 1; j += 1 }
    else if (i < left.length && (j >= right.length || table[i + 1]![j]! >= table[i]![j + 1]!)) gone.push(left[i++]!)
    else come.push(right[j++]!)
  }
  return { gone, come }
}

describe('printSpec', () => {
  it.each(workflowFiles)('gives the identical bytes for an unchanged %s', (file) => {
    const text = readFileSync(file, 'utf8')
    const { source, workflow } = opened(text)
    expect(printSpec(source, workflow)).toBe(text)
    expect(printSpec(source, copy(workflow) as never)).toBe(text)
  })

  it.each<[what: string, edit: (workflow: any) => void, gone: readonly string[], come: readonly string[]]>([
    ['a threshold in a condition', (w) => { w.spec.flow.nodes.route.branches[2].when = 'has(kb.topConfidence) && kb.topConfidence >= 0.8' },
      ["          - { id: confident, when: 'has(kb.topConfidence) && kb.topConfidence >= 0.75', then: draft }"],
      ["          - { id: confident, when: 'has(kb.topConfidence) && kb.topConfidence >= 0.8', then: draft }"]],
    ['a plain condition with a comment behind it', (w) => { w.spec.triggers[1].rearm = 'sentiment.frustration < 0.4' },
      ['      rearm: sentiment.frustration < 0.5 # hysteresis'], ['      rearm: sentiment.frustration < 0.4 # hysteresis']],
    ['a number', (w) => { w.spec.teams.tier1.shifts[1].headcount = 12 },
      ['      shifts: [{ calendar: alwaysOpen, headcount: 4 }, { calendar: officeBerlin, headcount: 10 }]'],
      ['      shifts: [{ calendar: alwaysOpen, headcount: 4 }, { calendar: officeBerlin, headcount: 12 }]']],
    ['a text', (w) => { w.metadata.title = 'Acme: help & service' }, ['  title: Acme customer support'], ['  title: "Acme: help & service"']],
    ['a key added to a map in braces', (w) => { w.spec.flow.nodes.similar.as = 'past' },
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, timeout: 8s, then: analysed }'],
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, timeout: 8s, then: analysed, as: past }']],
    ['a key taken from a map in braces', (w) => { delete w.spec.flow.nodes.similar.timeout },
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, timeout: 8s, then: analysed }'],
      ['      similar: { kind: tool, tool: findSimilarTickets, stage: automated, then: analysed }']],
    ['a key added to a map in lines', (w) => { w.spec.flow.nodes.filter.as = 'inbound' }, [], ['        as: inbound']],
    ['a key taken from a map in lines', (w) => { delete w.spec.flow.nodes.analysed.require }, ['        require: [kb]                    # kb must be one of the two'], []],
    ['an item of a list in brackets', (w) => { w.spec.teams.tier1.languages.push('fr') }, ['      languages: [en, de]'], ['      languages: [en, de, fr]']],
    ['a branch added', (w) => { w.spec.flow.nodes.approval.branches.push({ id: 'long', when: 'size(draft.text) > 2000', then: 'reviewDraft' }) },
      [], ['          - { id: long, when: "size(draft.text) > 2000", then: reviewDraft }']],
    ['a branch taken away', (w) => { w.spec.flow.nodes.route.branches.splice(1, 1) },
      ["          - { id: critical, when: 'triage.priority == \"P1\" || triage.urgency == \"critical\"', then: escalate }"], []],
    ['a trigger taken away', (w) => { w.spec.triggers.splice(2, 1) },
      ['    - id: confused', '      when: sentiment.confusion >= 0.8 && sentiment.frustration < 0.7', '      stages: [automated]', '      mode: interrupt', '      limit: 1                           # at most once a ticket', '      then: clarify'], []],
    ['a node added at the end', (w) => { w.spec.flow.nodes.spam = { kind: 'end', outcome: 'dropped', stage: 'closing' } }, [], ['      spam: { kind: end, outcome: dropped, stage: closing }']],
    ['a node taken away', (w) => { delete w.spec.flow.nodes.sideDone }, ['      sideDone: { kind: end, outcome: none, stage: side }'], []],
    ['a node renamed', (w) => { w.spec.flow.nodes = Object.fromEntries(Object.entries(w.spec.flow.nodes).map(([id, node]) => [id === 'pageLead' ? 'callLead' : id, node])) },
      ['      pageLead: { kind: tool, tool: notifyLead, stage: side, timeout: 10s, catch: [{ errors: ["LUMOS.*"], then: sideDone }], then: sideDone }'],
      ['      callLead: { kind: tool, tool: notifyLead, stage: side, timeout: 10s, catch: [{ errors: ["LUMOS.*"], then: sideDone }], then: sideDone }']],
    ['a text of several lines', (w) => { w.spec.agents.triage.instructions = 'Classify the request.\nUse only facts.' },
      ['      instructions: Classify the request and extract the fields. Use only facts in the message or memory.'],
      ['      instructions: |-', '        Classify the request.', '        Use only facts.']],
  ])('changes only the lines concerned: %s', (_what, edit, gone, come) => {
    const diff = lineDiff(exampleText, edited(exampleText, edit))
    expect(diff).toEqual({ gone, come })
  })

  it('moves a branch with its comment', () => {
    const text = exampleText.replace("then: dropped }\n          - { id: autoReply", "then: dropped } # sure only\n          - { id: autoReply")
    const printed = edited(text, (w) => { w.spec.flow.nodes.genuine.branches.reverse() })
    expect(printed).toContain("# sure only")
    expect(lineDiff(text, printed).gone).toHaveLength(1)
  })

  it('keeps x- keys and annotations', () => {
    const text = exampleText.replace('  requires:\n', '  x-review: { by: [ops],  when: "2026-03" }   # kept as is\n  requires:\n')
    const printed = (() => {
      const { source, workflow } = opened(text)
      const changed = copy(workflow) as any
      changed.metadata.version = '3.3.0'
      return printSpec(source, changed)
    })()
    expect(printed).toBe(text.replace('version: 3.2.0 ', 'version: 3.3.0 '))
  })

  it('keeps the line ends of a file with CRLF', () => {
    const { source, workflow } = opened(exampleText.replaceAll('\n', '\r\n'))
    const changed = copy(workflow) as any
    changed.spec.flow.nodes.filter.as = 'inbound'
    const printed = printSpec(source, changed)
    expect(printed.replaceAll('\r\n', '')).not.toContain('\n')
    expect(parse(printed)).toEqual(changed)
  })

  it('writes an empty collection and fills it again', () => {
    const emptied = edited(exampleText, (w) => { w.spec.triggers = []; w.spec.monitors = {} })
    expect(emptied).toContain('  triggers: []\n')
    const { source, workflow } = opened(emptied)
    const changed = copy(workflow) as any
    changed.spec.triggers = [{ id: 'late', when: 'ticket.reopenCount > 2', mode: 'notify', then: 'pageLead' }]
    expect(parse(printSpec(source, changed))).toEqual(changed)
  })

  it('survives any edits: the model is read back, comments of untouched entries stay', () => {
    const { source, workflow } = opened(exampleText)
    const word = fc.oneof(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), fc.constantFrom('no', '12:30', '010', '1.10', 'a: b', '# x', "it's", '"q"', ' lead', 'true', '', 'two\nlines', 'ü — ✓', '- dash', '{x}', '>', '@at'))
    const leaf: fc.Arbitrary<Json> = fc.oneof(word, fc.integer({ min: -5, max: 900 }), fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }))
    const value: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: leaf }, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), leaf, { maxKeys: 3 }), fc.array(fc.record({ id: word, when: word }), { maxLength: 2 }))
    const step = fc.record({ way: fc.array(fc.nat(60), { minLength: 1, maxLength: 7 }), act: fc.constantFrom('set', 'set', 'remove', 'add', 'rename', 'reverse'), value, key: fc.stringMatching(/^q[A-Za-z0-9]{3,8}$/) })
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const changed = copy(workflow)
      const touched = new Set<string>()
      for (const { way, act, value: fresh, key } of steps) {
        let holder: Json = changed.spec!
        let top = ''
        for (const turn of way.slice(0, -1)) {
          const entries: [string, Json][] = Object.entries(holder as JsonRecord)
          const next = entries[turn % Math.max(1, entries.length)]
          if (next === undefined || typeof next[1] !== 'object' || next[1] === null) break
          top ||= next[0]
          holder = next[1]
        }
        const names = Object.keys(holder as JsonRecord)
        const name = names[(way.at(-1) ?? 0) % Math.max(1, names.length)]
        touched.add(top === '' ? (name ?? key) : top)
        if (Array.isArray(holder)) {
          const at = Number(name ?? 0)
          if (act === 'reverse') holder.reverse()
          else if (act === 'remove') holder.splice(at, 1)
          else if (act === 'set' && holder.length > 0) holder[at] = fresh
          else holder.splice(at, 0, fresh)
        } else {
          const record = holder as JsonRecord
          if (act === 'add' || name === undefined) record[key] = fresh
          else if (act === 'rename') {
            const entries = Object.entries(record)
            for (const each of Object.keys(record)) delete record[each]
            for (const [each, item] of entries) record[each === name ? key : each] = item
          } else if (act === 'remove') delete record[name]
          else record[name] = fresh
        }
      }
      const printed = printSpec(source, changed as never)
      expect(parse(printed)).toEqual(changed)
      // Comments of top-level parts of the spec that no step went into.
      const parts = exampleText.split(/^(?= {2}[a-z]\w*:)/m)
      for (const part of parts) {
        const name = /^ {2}([a-z]\w*):/.exec(part)?.[1]
        if (name === undefined || touched.has(name) || !Object.hasOwn(workflow.spec, name)) continue
        for (const comment of part.match(/#.*$/gm) ?? []) expect(printed).toContain(comment)
      }
    }), { numRuns: 150 })
  })

  it('prints within a frame or two', () => {
    const { source, workflow } = opened(exampleText)
    const changed = copy(workflow) as any
    changed.spec.flow.nodes.route.branches[2].then = 'escalate'
    const times = Array.from({ length: 8 }, () => { const start = performance.now(); printSpec(source, changed); return performance.now() - start })
    expect(Math.min(...times)).toBeLessThan(60)
  })
})

describe('printNewSpec', () => {
  it.each(workflowFiles)('prints %s anew so that it reads back equal and unchanged', (file) => {
    const { workflow } = opened(readFileSync(file, 'utf8'))
    const printed = printNewSpec(workflow)
    expect(opened(printed).workflow).toEqual(workflow)
    expect(Math.max(...printed.split('\n').filter((line) => line.includes('{')).map((line) => line.length))).toBeLessThanOrEqual(130)
    expect(parseSpec(printed).findings).toEqual([])
  })
})
