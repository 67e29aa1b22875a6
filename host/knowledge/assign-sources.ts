import type { Article } from '../../core/knowledge/article.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { LoadedArticle } from './load-knowledge.ts'

type Sources = NonNullable<Workflow['spec']['knowledge']>

/** Puts each article under one of the flow's knowledge ids: the one that its folder is named after, else past resolutions under the ticket history and articles under the first internal source. */
export function assignSources(articles: readonly LoadedArticle[], sources: Sources): readonly Article[] {
  const ids = Object.keys(sources)
  const history = ids.find((id) => sources[id]?.source === 'ticketHistory')
  const others = ids.filter((id) => id !== history)
  const internal = others.find((id) => sources[id]?.trust === 'internal') ?? others[0]
  return articles.map(({ article, folder }) => {
    const usual = article.kind === 'pastResolution' ? (history ?? internal) : (internal ?? history)
    const source = Object.hasOwn(sources, folder) ? folder : (usual ?? '')
    return { ...article, source, thirdParty: article.thirdParty || (source !== '' && sources[source]?.trust !== 'internal') }
  })
}
