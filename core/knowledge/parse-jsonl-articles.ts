import type { Article } from './article.ts'
import type { KnowledgeProblem, ParsedArticles } from './knowledge-problem.ts'

const FIELDS = 'Give each line an object with "title" (or "query") and "text" (or "positive"), and an "id" where you have one.'

/** Reads JSONL, one article a line: `id`, `title` or `query`, `text` or `positive`; a `query` marks a past resolution. */
export function parseJsonlArticles(path: string, text: string): ParsedArticles {
  const articles: Article[] = []
  const problems: KnowledgeProblem[] = []
  const lineOfId = new Map<string, number>()
  text.replace(/^\ufeff/, '').split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return
    const number = i + 1
    const read = articleOf(line, `${path}:${number}`)
    if ('what' in read) {
      problems.push({ file: path, line: number, ...read })
      return
    }
    const before = lineOfId.get(read.id)
    if (before !== undefined) {
      problems.push({ file: path, line: number, what: `The id "${read.id}" was already used on line ${before}; this line was left out.`, hint: 'Give every article an id of its own, or remove the repeated line.' })
      return
    }
    lineOfId.set(read.id, number)
    articles.push(read)
  })
  return { articles, problems }
}

function articleOf(line: string, fallbackId: string): Article | { readonly what: string; readonly hint: string } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return { what: `The line is not JSON: ${error instanceof Error ? error.message : String(error)}.`, hint: 'Write one complete JSON object on each line.' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { what: 'The line is JSON, but not an object.', hint: FIELDS }
  const fields = new Map<string, unknown>(Object.entries(value))
  const textOf = (...names: readonly string[]): string => {
    for (const name of names) {
      const field = fields.get(name)
      if (typeof field === 'string' && field.trim() !== '') return field.trim()
    }
    return ''
  }
  const query = textOf('query')
  const title = textOf('title') || query
  const text = textOf('text', 'positive')
  if (text === '') return { what: 'The line has no "text" (or "positive").', hint: FIELDS }
  if (title === '') return { what: 'The line has no "title" (or "query").', hint: FIELDS }
  const id = fields.get('id')
  const past = query !== '' && textOf('title') === ''
  return {
    id: typeof id === 'string' && id !== '' ? id : typeof id === 'number' ? String(id) : fallbackId,
    title,
    text,
    kind: past ? 'pastResolution' : 'article',
    source: '',
    thirdParty: fields.get('thirdParty') === true,
  }
}
