import { remember } from './remember.ts'
import { splitSentences } from './split-sentences.ts'

/** A piece of an article: a heading, a sentence, or a list whose items belong together. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'sentence'; readonly text: string; readonly paragraph: number }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[]; readonly intro: string | undefined }

const bullet = /^\s*(?:[-*+•‣–]|☐|\[[ x]\])\s+(.*)$/
const numbered = /^\s*(?:\(?\d{1,2}[.)]|step \d{1,2}[:.)]|schritt \d{1,2}[:.)])\s+(.*)$/i

/** Reads Markdown or plain text into blocks; marks that only steer the layout are gone. */
export const readBlocks = remember((source: string): readonly Block[] => {
  const blocks: Block[] = []
  let paragraph: string[] = []
  let paragraphs = 0
  let items: string[] = []
  let ordered = false
  let inCode = false

  const endParagraph = (): void => {
    for (const sentence of splitSentences(paragraph.join(' '))) blocks.push({ kind: 'sentence', text: sentence, paragraph: paragraphs })
    if (paragraph.length > 0) paragraphs += 1
    paragraph = []
  }
  const endList = (): void => {
    if (items.length > 0) {
      // "Do the following:" means nothing without its list, nor the list without it.
      const last = blocks.at(-1)
      const intro = last?.kind === 'sentence' && last.text.endsWith(':') ? last.text : undefined
      if (intro !== undefined) blocks.pop()
      blocks.push({ kind: 'list', ordered, items, intro })
    }
    items = []
  }

  for (const raw of source.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(raw)) {
      inCode = !inCode
      continue
    }
    const line = inCode ? raw.trim() : plainText(raw)
    const heading = inCode ? null : /^#{1,6}\s+(.*?)\s*#*$/.exec(raw.trim())
    const item = inCode ? null : (numbered.exec(raw) ?? bullet.exec(raw))
    if (heading !== null) {
      endParagraph()
      endList()
      blocks.push({ kind: 'heading', text: plainText(heading[1] ?? '') })
    } else if (item !== null) {
      endParagraph()
      if (items.length === 0) ordered = numbered.test(raw)
      const text = plainText(item[1] ?? '')
      if (text !== '') items.push(text)
    } else if (line === '') {
      endParagraph()
      // A blank line between the items of one list is common; the list ends with the next line that is no item.
    } else if (items.length > 0 && /^\s{2,}\S/.test(raw)) {
      items.push(`${items.pop() ?? ''} ${line}`)
    } else {
      endList()
      paragraph.push(line)
    }
  }
  endParagraph()
  endList()
  return blocks
})

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" }

/** One line without Markdown and HTML marks; a link keeps its words and its address. */
export function plainText(line: string): string {
  if (/^\s*([-*_=]\s*){3,}$/.test(line) || /^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(line)) return ''
  return line
    // An escaped mark is text: it is out of sight until all other marks are gone.
    .replace(/\\([\\`*_{}[\]()#+.!>~|-])/g, (_whole, mark: string) => String.fromCodePoint(0xe000 + (mark.codePointAt(0) ?? 0)))
    .replace(/<!--.*?-->/g, '')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\((?:<)?(https?:\/\/[^)\s>]+)[^)]*\)/g, (_whole, words: string, address: string) => (words === address ? address : `${words} (${address})`))
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
    .replace(/^\s*>+\s?/, '')
    .replace(/^\s*\|(.*)\|\s*$/, (_whole, cells: string) => cells.split('|').map((cell) => cell.trim()).filter((cell) => cell !== '').join(' - '))
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])/g, '$1')
    .replace(/~~(.+?)~~/g, '$1')
    .replace(/`+([^`]+)`+/g, '$1')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[\u{e000}-\u{e07f}]/gu, (hidden) => String.fromCodePoint((hidden.codePointAt(0) ?? 0xe020) - 0xe000))
    .replace(/\s+/g, ' ')
    .trim()
}
