import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { changedLines } from '../../../../core/spec/migrate/changed-lines.ts'
import { migrateText } from '../../../../core/spec/migrate/migrate-text.ts'

const old = readFileSync(new URL('../../../fixtures/migrate/parcels.v1alpha1.lumos.yaml', import.meta.url), 'utf8')

describe('the lines that a migration changes', () => {
  it('are named with both sides, at their place in the new text', () => {
    expect(changedLines('a\nb: 1\nc', 'a\nb: 2\nc')).toEqual([{ line: 2, before: 'b: 1', after: 'b: 2' }])
    expect(changedLines('a\r\nb', 'a\nb')).toEqual([])
  })

  it('tell lines that were added from lines that were changed', () => {
    expect(changedLines('a\nz', 'a\nnew\nmore\nz')).toEqual([{ line: 2, after: 'new' }, { line: 3, after: 'more' }])
    expect(changedLines('a', 'a\nb')).toEqual([{ line: 2, after: 'b' }])
    expect(changedLines('a\nb', 'a')).toEqual([{ line: 1, before: 'b' }])
  })

  it('turn the old text into the new one, added annotation and all', () => {
    const before = old.replaceAll('tier-1', 'no')
    const result = migrateText(before)
    if (result.kind !== 'migrated') throw new Error(result.kind)
    const lines = result.text.split('\n')
    const changes = changedLines(before, result.text)
    expect(changes.length).toBeLessThan(before.split('\n').length)
    for (const { line, after } of changes) expect(lines[line - 1]).toBe(after)
    const kept = new Set(changes.map(({ line }) => line))
    const untouched = before.split('\n').filter((text) => !changes.some((change) => change.before === text))
    expect(lines.filter((_text, index) => !kept.has(index + 1))).toEqual(untouched)
  })
})
