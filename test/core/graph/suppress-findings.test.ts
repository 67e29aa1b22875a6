import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { suppressFindings } from '../../../core/graph/suppress-findings.ts'
import type { Finding } from '../../../core/spec/finding.ts'
import { readSource } from '../../../core/spec/spec-source.ts'
import { exampleText } from '../spec/workflow-files.ts'

function at(line: number, code = 'LUM105', file?: string): Finding {
  const place = { line, column: 1 }
  return { code, severity: 'warning', message: 'm', hint: 'h', path: [], range: { start: place, end: place }, ...(file === undefined ? {} : { file }) }
}
function sorted(text: string, findings: readonly Finding[], files: readonly { readonly name: string; readonly text: string }[] = []): { readonly shown: readonly string[]; readonly suppressed: readonly (readonly [number, string])[] } {
  const { shown, suppressed } = suppressFindings(readSource(text), findings, { complete: true, surroundings: { files } })
  return { shown: shown.map(({ code, range, message }) => `${range.start.line} ${code}${code === 'LUM013' ? ` ${message}` : ''}`), suppressed: suppressed.map(({ finding, reason }) => [finding.range.start.line, reason] as const) }
}

describe('suppressFindings', () => {
  it('takes the line of a comment at its end, and the next written line of one that stands alone', () => {
    const text = 'a: 1 # lumos: allow LUM105 - first\n\n# lumos: allow LUM105 - second\n# something else\n\nb: 2\nc: 3\n'
    expect(sorted(text, [at(1), at(6), at(7)])).toEqual({ shown: ['7 LUM105'], suppressed: [[1, 'first'], [6, 'second']] })
  })

  it('reads files with line ends of Windows, and a dash of any length', () => {
    const text = 'a: 1 # lumos: allow LUM105 – a reason - with a dash\r\nb: [1, # lumos: allow LUM105 — inside brackets\r\n  2]\r\n'
    expect(sorted(text, [at(1), at(2)])).toEqual({ shown: [], suppressed: [[1, 'a reason - with a dash'], [2, 'inside brackets']] })
  })

  it('takes nothing inside texts for a comment', () => {
    const text = 'a: |\n  # lumos: allow LUM105 - in a block\nb: "x # lumos: allow LUM105 - in quotes"\nc: >-\n  folded\n  # lumos: nothing\n'
    expect(sorted(text, [at(2), at(3)])).toEqual({ shown: ['2 LUM105', '3 LUM105'], suppressed: [] })
  })

  it('allows several codes at once, and a code in the whole file', () => {
    const text = '# a flow\n# lumos: allow-file LUM603 - the order is meant\na: 1 # lumos: allow LUM105, LUM307 - kept\nb: 2\n'
    expect(sorted(text, [at(3), at(3, 'LUM307'), at(4, 'LUM603'), at(4)])).toEqual({ shown: ['4 LUM105'], suppressed: [[3, 'kept'], [3, 'kept'], [4, 'the order is meant']] })
  })

  it('never allows an error, also where the code is a warning elsewhere', () => {
    const error: Finding = { ...at(1, 'LUM701'), severity: 'error' }
    expect(sorted('a: 1 # lumos: allow LUM701 - it is fine\n', [error]).shown).toEqual(['1 LUM701', '1 LUM013 This comment allows LUM701, which is an error.'])
  })

  it('does not call a comment useless that only others can judge', () => {
    const text = 'a: 1 # lumos: allow LUM411, LUM701, LUM801, LUM410 - known\n'
    expect(sorted(text, []).shown).toEqual([])
    const broken = suppressFindings(readSource('a: 1 # lumos: allow LUM105 - kept\n'), [], { complete: false, surroundings: {} })
    expect(broken.shown).toEqual([])
  })

  it('allows in a library what lies in it', () => {
    const library = { name: 'teams.lumos.yaml', text: 'kind: Library\nx: 1 # lumos: allow LUM105 - for other flows\n' }
    expect(sorted('a: 1\nb: 2\n', [at(2, 'LUM105', library.name), at(1, 'LUM105', library.name)], [library])).toEqual({ shown: ['1 LUM105'], suppressed: [[2, 'for other flows']] })
  })

  it('leaves the findings of every check as they are where nothing is allowed', () => {
    const text = exampleText.replace('triage.confidence < 0.5', 'triage.confidense < 0.5')
    const { findings, suppressed } = checkSpec(text, roleCatalog)
    expect(findings.map(({ code }) => code)).toEqual(['LUM301'])
    expect(suppressed).toEqual([])
  })
})
