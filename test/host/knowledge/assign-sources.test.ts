import { describe, expect, it } from 'vitest'
import { assignSources } from '../../../host/knowledge/assign-sources.ts'
import type { LoadedArticle } from '../../../host/knowledge/load-knowledge.ts'

const loaded = (id: string, kind: 'article' | 'pastResolution', folder = ''): LoadedArticle => ({ article: { id, title: id, text: 'text', kind, source: '', thirdParty: false }, folder })
const help = { source: 'zendeskGuide', trust: 'internal' } as const
const history = { source: 'ticketHistory', trust: 'internal' } as const
const vendor = { source: 'mcp', trust: 'thirdParty' } as const

type Case = { readonly name: string; readonly sources: Parameters<typeof assignSources>[1]; readonly expected: readonly (readonly [string, string, boolean])[] }

const cases: readonly Case[] = [
  { name: 'articles to the first internal source and past resolutions to the history', sources: { vendor, help, history }, expected: [['a', 'help', false], ['p', 'history', false], ['v', 'vendor', true]] },
  { name: 'everything to the only source', sources: { help }, expected: [['a', 'help', false], ['p', 'help', false], ['v', 'help', false]] },
  { name: 'articles to a vendor where there is nobody else, marked as such', sources: { vendor }, expected: [['a', 'vendor', true], ['p', 'vendor', true], ['v', 'vendor', true]] },
  { name: 'nothing where the flow has no knowledge', sources: {}, expected: [['a', '', false], ['p', '', false], ['v', '', false]] },
]

describe('assigning articles to the sources of a flow', () => {
  for (const { name, sources, expected } of cases) {
    it(`gives ${name}`, () => {
      const articles = assignSources([loaded('a', 'article'), loaded('p', 'pastResolution'), loaded('v', 'article', 'vendor')], sources)
      expect(articles.map((article) => [article.id, article.source, article.thirdParty])).toEqual(expected)
    })
  }
})
