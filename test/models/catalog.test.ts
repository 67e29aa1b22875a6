import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../models/catalog.ts'

const weights = new URL('../../models/weights', import.meta.url).pathname

describe('the model catalog', () => {
  it.each(catalog.flatMap((entry) => entry.files))('names $path by its true size and digest', (file) => {
    const bytes = readFileSync(join(weights, file.path))
    expect(bytes.length).toBe(file.bytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
  })

  it('lists every weights file that lies in the folder', () => {
    const lying = readdirSync(weights, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.(json|bin|onnx)$/.test(path) && path !== 'digests.json')
    expect(lying.sort()).toEqual(catalog.flatMap((entry) => entry.files.map((file) => file.path)).sort())
  })

  it('stays within 45 MB', () => {
    const total = catalog.flatMap((entry) => entry.files).reduce((sum, file) => sum + file.bytes, 0)
    expect(total).toBeLessThan(45_000_000)
  })

  it.each(catalog)('gives $id a card, a licence and a source', (entry) => {
    expect(entry.files.length).toBeGreaterThan(0)
    expect(statSync(join(weights, entry.id, 'README.md')).size).toBeGreaterThan(500)
    expect(entry.licence).not.toBe('')
    expect(entry.source).not.toBe('')
  })
})
