import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { Article } from '../../core/knowledge/article.ts'
import { canonicalText } from '../../core/signals/canonical-text.ts'
import { catalogEntry, ENCODER_ID } from '../../models/catalog.ts'
import { Encoder } from '../../models/encoder.ts'
import { KnowledgeSearch } from '../../models/knowledge-search.ts'
import { readRankingWeights } from '../../models/read-calibration.ts'
import { SignalCache } from '../../models/signal-cache.ts'

const weightsDir = new URL('../../models/weights', import.meta.url).pathname
const weights = readRankingWeights(weightsDir)
const things = ['printer', 'kettle', 'lamp', 'saddle', 'router', 'tent', 'violin', 'mower', 'drill', 'stove', 'camera', 'pump']
const article = (thing: string, text = `Hold the red button of the ${thing} for ten seconds, and it starts anew.`): Article => ({ id: thing, title: `Restart the ${thing}`, text, kind: 'article', source: 'faq', thirdParty: false })
const articles = things.map((thing) => article(thing))
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'knowledge-'))

const open: Encoder[] = []
const openEncoder = async (folder: string): Promise<{ encoder: Encoder; cache: SignalCache }> => {
  const cache = SignalCache.open(folder)
  const encoder = await Encoder.load(weightsDir, ENCODER_ID, catalogEntry(ENCODER_ID).digest, 1, cache)
  open.push(encoder)
  return { encoder, cache }
}
afterAll(async () => {
  for (const encoder of open) await encoder.close()
})

/** Builds the index and says which texts the model had to read for it. */
async function build(encoder: Encoder, base: readonly Article[], check?: () => void): Promise<{ search: KnowledgeSearch; read: number; known: number }> {
  const counts: number[] = []
  const search = await KnowledgeSearch.build(assembleKnowledge(base), encoder, weights, { onTexts: (count) => counts.push(count), ...(check && { check }) })
  const [known = 0, ...read] = counts
  return { search, known, read: read.reduce((sum, count) => sum + count, 0) }
}

async function ask(encoder: Encoder, search: KnowledgeSearch, text: string) {
  const embedding = (await encoder.embed([text])).get(canonicalText(text))
  if (embedding === undefined) throw new Error('The encoder gave no vector.')
  return search.answer(text, embedding, [], 20).passages
}

describe('an index of articles that is kept', () => {
  const folder = newFolder()
  let encoder: Encoder
  let cache: SignalCache
  beforeAll(async () => {
    ;({ encoder, cache } = await openEncoder(folder))
    const { read, known } = await build(encoder, articles)
    // A passage and a title each.
    expect({ read, known }).toEqual({ read: things.length * 2, known: 0 })
    cache.flush()
  })

  it('is opened again without reading a text, and answers the same', async () => {
    const again = await openEncoder(folder)
    const { search, read } = await build(again.encoder, articles)
    expect(read).toBe(0)
    const [first] = await ask(again.encoder, search, 'my kettle hangs')
    expect(first?.articleId).toBe('kettle')
    expect(await ask(encoder, (await build(encoder, articles)).search, 'my kettle hangs')).toEqual(await ask(again.encoder, search, 'my kettle hangs'))
  })

  it('reads only what changed when one article does', async () => {
    const changed = articles.map((one) => (one.id === 'lamp' ? article('lamp', 'Unscrew the bulb of the lamp and wait for a minute.') : one))
    const { search, read, known } = await build(encoder, changed)
    expect({ read, known }).toEqual({ read: 1, known: things.length * 2 - 1 })
    expect((await ask(encoder, search, 'how do I restart a lamp'))[0]?.text).toBe('Unscrew the bulb of the lamp and wait for a minute.')
  })

  it('forgets an article that is taken out', async () => {
    const { search, read } = await build(encoder, articles.filter((one) => one.id !== 'tent'))
    expect(read).toBe(0)
    const passages = await ask(encoder, search, 'restart the tent')
    expect(passages.map((one) => one.articleId)).not.toContain('tent')
    expect(passages).toHaveLength(things.length - 1)
  })
})

describe('an index whose building is stopped', () => {
  it('keeps what was read, and goes on from there', async () => {
    const folder = newFolder()
    const many = Array.from({ length: 60 }, (_, i) => article(`${things[i % things.length] ?? ''} number ${i}`, `${'It is set up in the same way as the one before. '.repeat(1 + (i % 12))} Number ${i}.`))
    const first = await openEncoder(folder)
    let asked = 0
    await expect(
      build(first.encoder, many, () => {
        if ((asked += 1) > 10) throw new Error('stopped')
      }),
    ).rejects.toThrow('stopped')
    first.cache.flush()
    const second = await openEncoder(folder)
    const { known, read } = await build(second.encoder, many)
    expect(known).toBeGreaterThan(0)
    expect(read).toBeGreaterThan(0)
    expect(known + read).toBe(many.length * 2)
  })

  it('tells how many articles are read, and in the end all', async () => {
    const { encoder } = await openEncoder(newFolder())
    const long = Array.from({ length: 30 }, (_, i) => article(`${i}`, Array.from({ length: 1 + i }, (_, line) => `# Part ${line}\n\nLine ${line} of ${i}.`).join('\n\n')))
    for (const base of [long, [article('', ' ')].map((one) => ({ ...one, title: ' ' }))]) {
      const told: number[] = []
      await KnowledgeSearch.build(assembleKnowledge(base), encoder, weights, { onArticles: (count) => told.push(count) })
      expect(told.every((count) => count > 0)).toBe(true)
      expect(told.reduce((sum, count) => sum + count, 0)).toBe(base.length)
      expect(told.length).toBeGreaterThan(base.length > 1 ? 2 : 0)
    }
  })

  it('holds nothing where there are no articles', async () => {
    const { encoder } = await openEncoder(newFolder())
    const { search } = await build(encoder, [])
    expect(await ask(encoder, search, 'anything')).toEqual([])
  })
})
