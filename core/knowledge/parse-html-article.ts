import { NodeType, parse } from 'node-html-parser'
import type { HTMLElement, Node } from 'node-html-parser'
import type { Article } from './article.ts'
import type { ParsedArticles } from './knowledge-problem.ts'
import { titleFromPath } from './title-from-path.ts'

const LEFT_OUT = 'script, style, noscript, template, svg, nav, header, footer, aside, form, button, iframe'
const BLOCKS = new Set(['p', 'div', 'section', 'article', 'main', 'ul', 'ol', 'table', 'tr', 'blockquote', 'pre', 'dl', 'dt', 'dd', 'figure', 'details', 'summary', 'body'])

/** Reads one HTML page as an article: its main part as plain text with `#` headings; scripts, menus and page furniture are left out. */
export function parseHtmlArticle(path: string, text: string): ParsedArticles {
  const root = parse(text.replace(/^\ufeff/, ''), { comment: false, blockTextElements: { script: false, style: false, noscript: false, pre: true } })
  const main = root.querySelector('main') ?? root.querySelector('article') ?? root.querySelector('body') ?? root
  const heading = main.querySelector('h1')
  const title = tidy(heading?.text ?? '') || tidy(root.querySelector('title')?.text ?? '') || titleFromPath(path)
  heading?.remove()
  for (const element of [root.querySelector('head'), ...main.querySelectorAll(LEFT_OUT)]) element?.remove()
  const lines: string[] = []
  write(main, lines)
  const plain = lines.join('').replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim()
  if (plain === '') {
    return { articles: [], problems: [{ file: path, line: 1, what: `${path} has no text in its main part.`, hint: 'Pages that are drawn by scripts hold no text of their own; export them as plain HTML or Markdown.' }] }
  }
  const article: Article = { id: path, title, text: plain, kind: 'article', source: '', thirdParty: false }
  return { articles: [article], problems: [] }
}

function write(element: HTMLElement, lines: string[]): void {
  for (const node of element.childNodes) {
    if (node.nodeType === NodeType.TEXT_NODE) lines.push(node.text.replace(/\s+/g, ' '))
    else if (isElement(node)) writeElement(node, lines)
  }
}

function writeElement(element: HTMLElement, lines: string[]): void {
  const tag = element.rawTagName?.toLowerCase() ?? ''
  const depth = /^h([1-6])$/.exec(tag)?.[1]
  if (depth !== undefined) lines.push(`\n\n${'#'.repeat(Number(depth))} ${tidy(element.text)}\n\n`)
  else if (tag === 'br') lines.push('\n')
  else if (tag === 'li') {
    lines.push('\n- ')
    write(element, lines)
  } else if (tag === 'td' || tag === 'th') {
    write(element, lines)
    lines.push(' | ')
  } else if (BLOCKS.has(tag)) {
    lines.push(tag === 'tr' ? '\n' : '\n\n')
    write(element, lines)
    lines.push(tag === 'tr' ? '\n' : '\n\n')
  } else write(element, lines)
}

function isElement(node: Node): node is HTMLElement {
  return node.nodeType === NodeType.ELEMENT_NODE
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
