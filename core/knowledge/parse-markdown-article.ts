import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString } from 'mdast-util-to-string'
import type { Article } from './article.ts'
import type { ParsedArticles } from './knowledge-problem.ts'
import { titleFromPath } from './title-from-path.ts'

type MarkdownNode = ReturnType<typeof fromMarkdown>['children'][number]

/** Reads one Markdown file as an article; its title is the front matter's, the first heading's or the file name's. */
export function parseMarkdownArticle(path: string, text: string): ParsedArticles {
  const { title: stated, body } = withoutFrontMatter(text.replace(/^\ufeff/, ''))
  const tree = fromMarkdown(body)
  const first = tree.children[0]
  const heading = first?.type === 'heading' && first.depth === 1 ? toString(first).trim() : ''
  const title = stated || heading || titleFromPath(path)
  const blocks = heading !== '' && (stated === '' || stated === heading) ? tree.children.slice(1) : tree.children
  const plain = blocks.map((block) => plainBlock(block)).filter((block) => block !== '').join('\n\n')
  if (plain === '' && heading === '' && stated === '') {
    return { articles: [], problems: [{ file: path, line: 1, what: `${path} has no text.`, hint: 'Add the article\'s text, or remove the file from the folder.' }] }
  }
  const article: Article = { id: path, title, text: plain, kind: 'article', source: '', thirdParty: false }
  const problems = plain === '' ? [{ file: path, line: 1, what: `${path} has a title but no text below it.`, hint: 'Only the title can be found; add the answer below it.' }] : []
  return { articles: [article], problems }
}

function withoutFrontMatter(text: string): { readonly title: string; readonly body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!match) return { title: '', body: text }
  const title = /^title:\s*(.*?)\s*$/m.exec(match[1] ?? '')?.[1] ?? ''
  return { title: title.replace(/^(['"])(.*)\1$/, '$2'), body: text.slice(match[0].length) }
}

function plainBlock(block: MarkdownNode, indent = ''): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.depth)} ${toString(block).replace(/\s+/g, ' ').trim()}`
    case 'list':
      return block.children
        .map((item, i) => {
          const mark = block.ordered ? `${(block.start ?? 1) + i}. ` : '- '
          const parts = item.children.map((child) => plainBlock(child, `${indent}  `)).filter((part) => part !== '')
          return `${indent}${mark}${parts.join('\n').trimStart()}`
        })
        .join('\n')
    case 'code':
      return `\`\`\`\n${block.value}\n\`\`\``
    case 'blockquote':
      return block.children.map((child) => plainBlock(child, indent)).join('\n')
    case 'thematicBreak':
    case 'definition':
      return ''
    case 'html':
      return block.value.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, ' ').replace(/[ \t]+/g, ' ').trim()
    default:
      return toString(block).trim()
  }
}
