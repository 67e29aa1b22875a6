import { describe, expect, it } from 'vitest'
import { globExpression } from '../../cli/commands/validate/input-files.ts'

const cases: readonly { readonly pattern: string; readonly fits: readonly string[]; readonly not: readonly string[] }[] = [
  { pattern: '*.lumos.yaml', fits: ['a.lumos.yaml'], not: ['b/a.lumos.yaml', 'a.lumosXyaml'] },
  { pattern: '**/*.lumos.yaml', fits: ['a.lumos.yaml', 'b/c/a.lumos.yaml'], not: ['a.yaml'] },
  { pattern: 'flows/**', fits: ['flows/a', 'flows/b/c'], not: ['flow/a'] },
  { pattern: '{a,b*}.yaml', fits: ['a.yaml', 'bc.yaml'], not: ['c.yaml', 'ac.yaml'] },
  { pattern: 'v[0-9]?.yaml', fits: ['v1a.yaml'], not: ['va1.yaml', 'v1.yaml'] },
  { pattern: '[!a]b', fits: ['cb'], not: ['ab'] },
  { pattern: 'a+(b)$', fits: ['a+(b)$'], not: ['aab'] },
]

describe('globExpression', () => {
  it.each(cases)('$pattern', ({ pattern, fits, not }) => {
    const expression = globExpression(pattern)
    expect(fits.filter((name) => !expression.test(name))).toEqual([])
    expect(not.filter((name) => expression.test(name))).toEqual([])
  })
})
