import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unifiedDiff } from '../../cli/report/unified-diff.ts'

/** What patch tools do with a diff. */
function applied(before: string, diff: string): string {
  const old = before === '' ? [] : before.replace(/\n$/, '').split('\n')
  const result: string[] = []
  let at = 0
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@$/.exec(line)
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1)
      result.push(...old.slice(at, start))
      at = start
      continue
    }
    if (line.startsWith('+')) result.push(line.slice(1))
    else {
      expect(line.slice(1)).toBe(old[at])
      if (line.startsWith(' ')) result.push(line.slice(1))
      at += 1
    }
  }
  return [...result, ...old.slice(at)].map((line) => `${line}\n`).join('')
}

describe('unifiedDiff', () => {
  it('is empty for equal texts', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('')
  })

  it('shows three lines around a change', () => {
    const lines = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
    const text = (middle: string): string => lines.map((line) => `${line === '5' ? middle : line}\n`).join('')
    expect(unifiedDiff('f.yaml', text('5'), text('five'))).toBe('--- a/f.yaml\n+++ b/f.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n')
  })

  it('turns the one text into the other, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 24 }).map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(fc.property(text, text, (before, after) => {
      const diff = unifiedDiff('f', before, after)
      expect(diff === '' ? before : applied(before, diff)).toBe(after)
    }))
  })

  it('is a patch for a large file of which every line changed', () => {
    const text = (indent: string): string => Array.from({ length: 30_000 }, (_, line) => `${indent}line ${line}\n`).join('')
    expect(applied(text('    '), unifiedDiff('flow.lumos.yaml', text('    '), text('  ')))).toBe(text('  '))
  })
})
