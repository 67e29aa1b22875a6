import { describe, expect, it } from 'vitest'
import type { Article } from '../../../core/knowledge/article.ts'
import { countPassages } from '../../../host/knowledge/count-passages.ts'

const article = (id: string, text: string): Article => ({ id, title: id, text, kind: 'article', source: '', thirdParty: false })
const long = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} about the printer and its paper.`).join('\n\n')

describe('counting passages', () => {
  it('says how many passages there are and how many articles make more than one', async () => {
    const items = []
    for await (const item of countPassages([article('short', 'One.'), article('headed', '# A\n\nOne.\n\n# B\n\nTwo.'), article('long', long)], { aborted: false })) items.push(item)
    expect(items).toHaveLength(1)
    const [counted] = items
    if (counted?.kind !== 'counted') throw new Error('Nothing was counted.')
    expect(counted.counts.split).toBe(2)
    expect(counted.counts.passages).toBeGreaterThan(5)
  })

  it('tells how far it is, and stops when it is told to', async () => {
    let time = 0
    const clock = (): number => (time += 40)
    const many = Array.from({ length: 40 }, (_, i) => article(`a${i}`, long))
    const abort = { aborted: false }
    const seen: number[] = []
    const counting = (async () => {
      for await (const item of countPassages(many, abort, clock)) {
        if (item.kind !== 'progress') continue
        seen.push(item.done)
        expect(item.total).toBe(many.length)
        abort.aborted = seen.length === 2
      }
    })()
    await expect(counting).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toHaveLength(2)
    expect(seen[1]).toBeGreaterThan(seen[0] ?? 0)
  })
})
