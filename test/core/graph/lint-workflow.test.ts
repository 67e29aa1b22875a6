import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { diagnostics } from '../../../core/spec/diagnostics.ts'
import type { Finding } from '../../../core/spec/finding.ts'
import { emptyLayout } from '../../../core/spec/layout.ts'
import { exampleText, workflowFiles } from '../spec/workflow-files.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import type { PassingCase } from './lint-cases.ts'
import { lintCases, passingCases } from './lint-cases.ts'

const zones = intlZoneOffsets()

function changed({ replace }: Pick<PassingCase, 'replace'>): string {
  return replace.reduce((text, { from, to }) => {
    expect(text.split(from).length, `the example holds ${from} once`).toBeGreaterThanOrEqual(2)
    return text.replace(from, () => to)
  }, exampleText)
}

function lineOf(text: string, part: string): number {
  const at = text.indexOf(part)
  expect(at, `the text holds ${part}`).toBeGreaterThanOrEqual(0)
  return text.slice(0, at).split('\n').length
}

function covered(text: string, { range }: Finding): string {
  const offset = ({ line, column }: { readonly line: number; readonly column: number }): number => text.split('\n').slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1
  return text.slice(offset(range.start), offset(range.end))
}

function shown(findings: readonly Finding[]): readonly string[] {
  return findings.map((finding) => `${finding.range.start.line} ${finding.code} ${finding.message}`)
}

function repaired(text: string, finding: Finding): string {
  return (finding.fix?.edits ?? []).toSorted((a, b) => b.offset - a.offset).reduce((next, edit) => next.slice(0, edit.offset) + edit.text + next.slice(edit.offset + edit.length), text)
}

describe('lintWorkflow', () => {
  it.each(workflowFiles)('finds nothing in %s', (file) => {
    expect(shown(checkSpec(readFileSync(file, 'utf8'), roleCatalog, { zones }).findings)).toEqual([])
  })

  it.each(lintCases)('$code: $what', (lintCase) => {
    const text = changed(lintCase)
    const { findings } = checkSpec(text, roleCatalog, { zones, ...lintCase.given })
    const line = lineOf(text, lintCase.at)
    const onLine = findings.filter((finding) => finding.code === lintCase.code && finding.range.start.line === line)
    const found = onLine.find((finding) => lintCase.text === undefined || covered(text, finding) === lintCase.text) ?? onLine[0]
    expect(found, shown(findings).join('\n')).toBeDefined()
    if (lintCase.text !== undefined && found !== undefined) expect(covered(text, found)).toBe(lintCase.text)
    const others = findings.filter((finding) => finding.code !== lintCase.code && !(lintCase.also ?? []).includes(finding.code))
    expect(shown(others)).toEqual([])
    expect(found?.message).not.toMatch(/(^|[^{])\{\w+\}|undefined|\[object/)
    expect(found?.hint).toMatch(/\S/)
  })

  it.each(lintCases)('$code: $what: its repair, where it has one, works', (lintCase) => {
    const text = changed(lintCase)
    const all = checkSpec(text, roleCatalog, { zones, ...lintCase.given }).findings
    const known = new Set(all.filter((finding) => finding.severity === 'error').map((finding) => `${finding.code} ${finding.message}`))
    for (const finding of all.filter((each) => each.code === lintCase.code)) {
      if (finding.fix === undefined) continue
      const after = checkSpec(repaired(text, finding), roleCatalog, { zones, ...lintCase.given }).findings
      expect(after.filter((each) => each.code === finding.code && each.path.join('.') === finding.path.join('.') && each.message === finding.message), finding.fix.title).toEqual([])
      expect(shown(after.filter((each) => each.severity === 'error' && !known.has(`${each.code} ${each.message}`))), `${finding.fix.title}: makes no new error`).toEqual([])
    }
  })

  it.each(passingCases)('$code: $what: is not reported', (passing) => {
    const { findings } = checkSpec(changed(passing), roleCatalog, { zones, ...passing.given })
    expect(shown(findings.filter((finding) => !(passing.also ?? []).includes(finding.code)))).toEqual([])
  })

  it('has a failing and a passing case for every code', () => {
    const elsewhere = ['LUM209', 'LUM801', 'LUM802']
    const codes = Object.keys(diagnostics).filter((code) => !elsewhere.includes(code))
    expect(codes.filter((code) => !lintCases.some((each) => each.code === code)), 'without a failing case').toEqual([])
    expect(codes.filter((code) => !passingCases.some((each) => each.code === code)), 'without a passing case').toEqual([])
  })

  it('says for every case of file, graph and references which text it covers', () => {
    const others = ['LUM013', 'LUM107', 'LUM209']
    expect(lintCases.filter(({ code, text }) => code < 'LUM300' && !others.includes(code) && text === undefined).map(({ code, what }) => `${code} ${what}`)).toEqual([])
  })

  it('compares the layout with the flow', () => {
    const layout = { ...emptyLayout('acme-support'), nodes: { intake: [0, 0] as const, gone: [8, 8] as const } }
    const findings = checkSpec(exampleText, roleCatalog, { layout }).findings
    expect(findings.filter((finding) => finding.code === 'LUM801').map((finding) => finding.message)).toEqual(['The layout has a place for gone, which does not exist.'])
    expect(findings.filter((finding) => finding.code === 'LUM802')).toHaveLength(31)
    expect(findings.every((finding) => finding.severity === 'info')).toBe(true)
  })

  it('orders findings by their place', () => {
    const text = exampleText.replace('then: analyse\n', 'then: analysee\n').replace('triage.confidence < 0.5', 'triage.confidense < 0.5').replace('languages: [en]', 'languages: [no]')
    const lines = checkSpec(text, roleCatalog).findings.map((finding) => finding.range.start.line)
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
    expect(lines.length).toBeGreaterThanOrEqual(3)
  })

  it('checks parameters by the role', () => {
    const text = exampleText.replace('      role: responder\n', '      role: responder\n      params: { bogus: 3 }\n')
    expect(shown(checkSpec(text, roleCatalog).findings).join('\n')).toMatch(/LUM001 Agent responder: params.*bogus|LUM001 Agent responder/)
  })
})
