import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { allowFinding, canBeAllowed } from '../../../core/graph/allow-finding.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { applyEdits } from '../../../core/graph/repair-spec.ts'
import type { Finding } from '../../../core/spec/finding.ts'
import { exampleText } from '../spec/workflow-files.ts'

const unused = exampleText.replace('  models:\n    fast', '    idle: { timezone: UTC, open: [{ days: [mon], from: "09:00", to: "10:00" }] }\n\n  models:\n    fast')

function findingsOf(text: string): readonly Finding[] {
  return checkSpec(text, roleCatalog).findings
}

describe('allowFinding', () => {
  it.each([['\n', unused], ['\r\n', unused.replaceAll('\n', '\r\n')]])('writes a comment that allows the finding, with the line ends of the file (%j)', (end, text) => {
    const [finding] = findingsOf(text)
    const fix = finding === undefined ? undefined : allowFinding(text, finding, ' kept for\nthe spring  campaign ')
    const after = applyEdits(text, fix?.edits ?? [])
    expect(after).toContain(`${end}    # lumos: allow LUM105 - kept for the spring campaign${end}    idle: {`)
    expect(findingsOf(after)).toEqual([])
    expect(checkSpec(after, roleCatalog).suppressed).toHaveLength(1)
  })

  it('asks for a reason, and allows no errors and nothing in other files', () => {
    const [finding] = findingsOf(unused)
    if (finding === undefined) throw new Error('Nothing was found.')
    expect(allowFinding(unused, finding, '  ')).toBeUndefined()
    expect(canBeAllowed({ ...finding, severity: 'error' })).toBe(false)
    expect(allowFinding(unused, { ...finding, file: 'library.lumos.yaml' }, 'kept')).toBeUndefined()
  })

  it('does not write a comment into a text of many lines', () => {
    const text = 'a: |\n  one\n  two\n'
    const place = { line: 3, column: 3 }
    expect(allowFinding(text, { code: 'LUM313', severity: 'warning', message: '', hint: '', path: [], range: { start: place, end: place } }, 'meant')).toBeUndefined()
  })
})
