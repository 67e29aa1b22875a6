import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogEntry, ENCODER_ID } from '../../models/catalog.ts'
import { unitMeans } from '../../models/encoder-model.ts'
import { Encoder } from '../../models/encoder.ts'
import { openSession, piecesAsInputs, realOutput } from '../../models/onnx-session.ts'
import type { PieceBatch } from '../../models/onnx-session.ts'
import { GRAPH_FILE, loadShippedEncoder } from '../../models/shipped-encoder.ts'
import { SignalCache } from '../../models/signal-cache.ts'
import { splitOnnx } from '../../models/split-onnx.ts'

const weights = new URL('../../models/weights', import.meta.url).pathname
const folder = join(weights, ENCODER_ID)
const load = (threads: number) => loadShippedEncoder(folder, join(weights, 'tone'), catalogEntry(ENCODER_ID).digest, threads)

/** Rows of different lengths, padded to one. */
function batchOf(rows: number, length: number): PieceBatch {
  const ids = BigInt64Array.from({ length: rows * length }, (_, i) => BigInt(2000 + ((i * 7919) % 20_000)))
  const mask = new BigInt64Array(ids.length).fill(1n)
  for (let row = 0; row < rows; row++) {
    for (let i = length - (row % 4); i < length; i++) ids[row * length + i] = mask[row * length + i] = 0n
  }
  return { rows, length, ids, mask }
}

const digestOf = (numbers: Float64Array | undefined): string => createHash('sha256').update(Buffer.from(numbers?.buffer ?? new ArrayBuffer(0), numbers?.byteOffset, numbers?.byteLength)).digest('hex')

describe('the shipped encoder', () => {
  it('gives the bytes of the whole graph, though it runs in two halves, with any number of threads and whatever else is asked', async () => {
    const [one, two] = [await load(1), await load(2)]
    const whole = await openSession(join(folder, GRAPH_FILE), 1)
    for (const batch of [batchOf(1, 8), batchOf(5, 20), batchOf(2, 64)]) {
      const expected = unitMeans(realOutput(await whole.run(piecesAsInputs(batch, whole.inputNames)), 'last_hidden_state').data, batch, 384)
      const both = await one.read(batch, ['embedding', 'tone'])
      expect(digestOf(both.embedding)).toBe(digestOf(expected))
      expect(digestOf((await two.read(batch, ['embedding'])).embedding)).toBe(digestOf(expected))
      const toneOnly = await two.read(batch, ['tone'])
      expect(Object.keys(toneOnly)).toEqual(['tone'])
      expect(digestOf(toneOnly.tone)).toBe(digestOf(both.tone))
      expect(digestOf(both.tone)).not.toBe(digestOf(both.embedding))
    }
    await Promise.all([one.close(), two.close(), whole.release()])
  })

  it('has a graph that is cut in two parts which together are hardly larger', () => {
    const graph = readFileSync(join(folder, GRAPH_FILE))
    const halves = splitOnnx(graph, 'shared_hidden_state', 'last_hidden_state')
    const sizes = [halves?.trunk.length ?? 0, halves?.top.length ?? 0]
    expect(Math.min(...sizes)).toBeGreaterThan(1_000_000)
    expect((sizes[0] ?? 0) + (sizes[1] ?? 0)).toBeLessThan(graph.length * 1.01)
    expect(splitOnnx(graph, 'no_such_value', 'last_hidden_state')).toBeUndefined()
    expect(splitOnnx(readFileSync(new URL('../fixtures/models/tiny-encoder/onnx/model.onnx', import.meta.url)), 'shared_hidden_state', 'last_hidden_state')).toBeUndefined()
    expect(() => splitOnnx(graph.subarray(0, 1_000_000), 'shared_hidden_state', 'last_hidden_state')).toThrow('ends in the middle')
  })
})

describe('reading texts for several purposes', () => {
  it('reads each text for what is wanted of it and not yet kept', async () => {
    const model = await load(1)
    const asked: string[] = []
    const cache = SignalCache.open(mkdtempSync(join(tmpdir(), 'signals-')))
    const encoder = new Encoder({ ...model, read: (batch, spaces) => {
      asked.push(`${batch.rows} for ${spaces.join(' and ')}`)
      return model.read(batch, spaces)
    } }, cache)
    const first = await encoder.encode({ embedding: ['one text'], tone: ['other text'] })
    expect(asked.splice(0).sort()).toEqual(['1 for embedding', '1 for tone'])
    const second = await encoder.encode({ embedding: ['one text', 'new text'], tone: ['one text', 'new text'] })
    expect(asked.splice(0).sort()).toEqual(['1 for embedding and tone', '1 for tone'])
    expect(second.embedding.get('one text')).toEqual(first.embedding.get('one text'))
    await encoder.encode({ embedding: ['one text', 'new text'], tone: ['one text', 'other text'] })
    expect(asked).toEqual([])
    expect([...((await encoder.encode({ tone: [' '] })).tone.get('') ?? [1])].every((value) => value === 0)).toBe(true)
    await encoder.close()
    cache.close()
  })
})
