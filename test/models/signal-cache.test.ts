import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clearSignalCache, embeddingKey, SignalCache } from '../../models/signal-cache.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'signals-'))
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const key = (text: string): string => embeddingKey('model', text)

function filled(dir: string, texts: readonly string[]): void {
  const cache = SignalCache.open(dir)
  for (const text of texts) cache.put(key(text), bytes(text))
  cache.flush()
}

function readable(dir: string, texts: readonly string[]): readonly string[] {
  const cache = SignalCache.open(dir)
  return texts.filter((text) => Buffer.from(cache.get(key(text)) ?? []).toString() === text)
}

describe('the signal cache', () => {
  it('gives back after reopening what was put in', () => {
    const dir = folder()
    filled(dir, ['a', 'b', 'c'])
    expect(readable(dir, ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c'])
  })

  it('keeps one record for a key that is put twice', () => {
    const dir = folder()
    filled(dir, ['a', 'a'])
    const size = readFileSync(join(dir, 'signals.seg')).length
    filled(dir, ['a'])
    expect(readFileSync(join(dir, 'signals.seg')).length).toBe(size)
  })

  it('takes in what two openings of one folder append in turns', () => {
    const dir = folder()
    const [one, other] = [SignalCache.open(dir), SignalCache.open(dir)]
    one.put(key('a'), bytes('a'))
    other.put(key('b'), bytes('b'))
    one.flush()
    other.flush()
    one.put(key('c'), bytes('c'))
    one.flush()
    expect(readable(dir, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  })

  it('skips a record with a flipped byte and reads those after it', () => {
    const dir = folder()
    filled(dir, ['first', 'second', 'third'])
    const path = join(dir, 'signals.seg')
    const data = readFileSync(path)
    const at = data.indexOf('second')
    data[at] = (data[at] ?? 0) ^ 1
    writeFileSync(path, data)
    expect(readable(dir, ['first', 'second', 'third'])).toEqual(['first', 'third'])
  })

  it.each([1, 10, 40, 50])('ignores a last record that was cut off by %i bytes', (cut) => {
    const dir = folder()
    filled(dir, ['first', 'a last record of some length'])
    const path = join(dir, 'signals.seg')
    writeFileSync(path, readFileSync(path).subarray(0, -cut))
    expect(readable(dir, ['first', 'a last record of some length'])).toEqual(['first'])
    filled(dir, ['after'])
    expect(readable(dir, ['first', 'after'])).toEqual(['first', 'after'])
  })

  it('reads nothing from a file of noise, and goes on', () => {
    const dir = folder()
    appendFileSync(join(dir, 'signals.seg'), Buffer.alloc(5000, 'LSC1 noise'))
    filled(dir, ['a'])
    expect(readable(dir, ['a'])).toEqual(['a'])
  })

  it('starts again when the file has outgrown its limit', () => {
    const dir = folder()
    filled(dir, ['a', 'b'])
    expect(SignalCache.open(dir, 50).size).toBe(0)
  })

  it('works in memory and says why where the folder cannot be used', () => {
    const dir = folder()
    const file = join(dir, 'file')
    writeFileSync(file, 'not a folder')
    const cache = SignalCache.open(join(file, 'cache'))
    cache.put(key('a'), bytes('a'))
    cache.flush()
    expect(cache.get(key('a'))).toEqual(bytes('a'))
    expect(cache.problem).toContain('cannot be used')
  })

  it('is gone after clearing', () => {
    const dir = folder()
    filled(dir, ['a'])
    expect(clearSignalCache(dir)).toBeGreaterThan(0)
    expect(readable(dir, ['a'])).toEqual([])
  })

  it('has another key for another model or another text', () => {
    expect(new Set([embeddingKey('m', 'a'), embeddingKey('m', 'b'), embeddingKey('n', 'a')]).size).toBe(3)
  })
})
