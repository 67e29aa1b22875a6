import { readFile, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../../api/app-error.ts'
import type { ImportProblem } from '../../api/model.ts'
import type { Article } from '../../core/knowledge/article.ts'
import type { KnowledgeProblem, ParsedArticles } from '../../core/knowledge/knowledge-problem.ts'
import { parseHtmlArticle } from '../../core/knowledge/parse-html-article.ts'
import { parseJsonlArticles } from '../../core/knowledge/parse-jsonl-articles.ts'
import { parseMarkdownArticle } from '../../core/knowledge/parse-markdown-article.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import { decodeText } from '../files/decode-text.ts'
import { filesUnder } from '../files/files-under.ts'
import { fileError } from '../files/file-error.ts'

const maxFiles = 20_000
const maxUnpackedBytes = 512 * 1024 * 1024
const progressEveryMs = 100

/** A knowledge base as read; `folder` is the first folder below the chosen one, which may name the source that the article belongs to. */
export type LoadedArticle = { readonly article: Article; readonly folder: string }

/** What a folder or file of articles held. */
export type LoadedKnowledge = { readonly articles: readonly LoadedArticle[]; readonly skipped: number; readonly problems: readonly ImportProblem[] }

/** How far the reading is, in files, or what was read. */
export type LoadKnowledgeItem = { readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'loaded'; readonly loaded: LoadedKnowledge }

/** Reads a folder of Markdown, HTML and JSON Lines articles, or one such file. */
export async function* loadKnowledge(path: string, abort: AbortLike): AsyncGenerator<LoadKnowledgeItem> {
  const { root, files } = await listFiles(path)
  const articles: LoadedArticle[] = []
  const problems: ImportProblem[] = []
  const ids = new Set<string>()
  let skipped = 0
  let toldAt = 0
  for (const [index, file] of files.entries()) {
    if (abort.aborted) throw new AppError({ code: 'cancelled', kind: 'user', message: `Reading "${basename(path)}" was stopped.`, hint: 'Import it again when you are ready.' })
    const shown = relative(root, file).split(sep).join('/')
    const parsed = await parseFile(file, shown)
    problems.push(...parsed.problems.map(importProblem))
    skipped += parsed.articles.length === 0 ? Math.max(1, parsed.problems.length) : parsed.problems.length
    for (const article of parsed.articles) {
      const id = freshId(article.id, shown, ids)
      ids.add(id)
      articles.push({ article: { ...article, id }, folder: shown.includes('/') ? (shown.split('/')[0] ?? '') : '' })
    }
    if (performance.now() - toldAt > progressEveryMs) {
      toldAt = performance.now()
      yield { kind: 'progress', done: index + 1, total: files.length }
    }
  }
  if (articles.length === 0) problems.push(nothingFound(path, files.length))
  yield { kind: 'loaded', loaded: { articles, skipped, problems } }
}

async function listFiles(path: string): Promise<{ readonly root: string; readonly files: readonly string[] }> {
  try {
    if (!(await stat(path)).isDirectory()) return { root: join(path, '..'), files: [path] }
    const files = (await filesUnder(path)).filter((file) => isArticleFile(basename(file)))
    if (files.length > maxFiles) {
      throw new AppError({ code: 'knowledge.tooMany', kind: 'user', message: `"${path}" holds ${files.length} articles; at most ${maxFiles} are read.`, hint: 'Choose a smaller folder, or put the articles into one JSON Lines file.' })
    }
    return { root: path, files }
  } catch (thrown) {
    throw fileError(thrown, `read the articles in "${basename(path)}"`, path)
  }
}

function isArticleFile(name: string): boolean {
  return /\.(?:md|markdown|html?|jsonl|ndjson|jsonl\.gz)$/iu.test(name) && !/^(?:readme|license|licence)\b/iu.test(name)
}

async function parseFile(path: string, shown: string): Promise<ParsedArticles> {
  try {
    const text = decodeText(await readBytes(path), shown).text
    if (/\.html?$/iu.test(path)) return parseHtmlArticle(shown, text)
    return /\.(?:md|markdown)$/iu.test(path) ? parseMarkdownArticle(shown, text) : parseJsonlArticles(shown, text)
  } catch (thrown) {
    // One unreadable file among hundreds is a remark, not the end of the import.
    const error = fileError(thrown, `read "${shown}"`, path)
    return { articles: [], problems: [{ file: shown, line: 0, what: error.message, hint: error.hint }] }
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  return gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes })
}

function freshId(id: string, file: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id
  const base = `${file}:${id}`
  for (let number = 2; ; number += 1) {
    const candidate = number === 2 ? base : `${base}:${number}`
    if (!taken.has(candidate)) return candidate
  }
}

function importProblem(problem: KnowledgeProblem): ImportProblem {
  return { file: problem.file, line: problem.line === 0 ? null : problem.line, column: null, severity: 'warning', code: 'KNOWLEDGE.Article', message: problem.what, hint: problem.hint }
}

function nothingFound(path: string, files: number): ImportProblem {
  return {
    file: basename(path),
    line: null,
    column: null,
    severity: 'warning',
    code: 'KNOWLEDGE.Empty',
    message: files === 0 ? `No articles were found in "${path}".` : `None of the ${files} files in "${path}" holds an article.`,
    hint: 'Choose a folder of Markdown or HTML files, or a JSON Lines file with a "title" and a "text" on each line.',
  }
}
