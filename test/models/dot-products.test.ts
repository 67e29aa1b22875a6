import { describe, expect, it } from 'vitest'
import { EmbeddingTable } from '../../models/dot-products.ts'
import { cosine, cosineOfProduct, EMBEDDING_SIZE, toEmbedding } from '../../models/embedding.ts'

function embedding(seed: number): Int16Array {
  return toEmbedding(Float64Array.from({ length: EMBEDDING_SIZE }, (_, i) => Math.sin(seed * 7919 + i * (seed + 1))))
}

describe('EmbeddingTable', () => {
  it.each([{ rows: 0 }, { rows: 1 }, { rows: 7 }, { rows: 300 }])('has the cosines of a plain loop for $rows rows, whatever was asked before', ({ rows }) => {
    const table = new EmbeddingTable(rows, embedding)
    for (const seed of [3, 900, 3]) {
      const text = embedding(seed)
      expect([...table.products(text)].map(cosineOfProduct)).toEqual(Array.from({ length: rows }, (_, row) => cosine(text, embedding(row))))
    }
  })

  it('is exact at the ends: the same, the opposite, one number alone, and no text', () => {
    const one = new Int16Array(EMBEDDING_SIZE)
    one[5] = 32_767
    const same = embedding(1)
    const list = [same, same.map((value) => -value), one, one.map((value) => -value), new Int16Array(EMBEDDING_SIZE), undefined]
    const table = new EmbeddingTable(list.length, (row) => list[row])
    expect([...table.products(one)].map(cosineOfProduct).slice(2)).toEqual([1, -1, 0, 0])
    expect([...table.products(same)].map(cosineOfProduct).slice(0, 2)).toEqual([cosine(same, same), -cosine(same, same)])
    expect([...table.products(new Int16Array(EMBEDDING_SIZE))]).toEqual([0, 0, 0, 0, 0, 0])
  })
})
