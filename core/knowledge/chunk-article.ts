import type { Article } from './article.ts'
import { pieceCount } from './piece-count.ts'

/** Part of an article that is ranked and cited as one. */
export type Chunk = {
  readonly articleId: string
  readonly passageId: string
  readonly title: string
  /** The headings that it stands under, outermost first; empty at the top of an article. */
  readonly section: string
  readonly text: string
}

/** Most word pieces that a passage has of its own. */
export const PASSAGE_PIECES = 200

/** Most word pieces that it repeats from the passage before it. */
export const OVERLAP_PIECES = 40

type Section = { readonly path: string; readonly paragraphs: readonly string[] }

/** Cuts an article into passages along its headings, paragraphs and sentences; neighbours of one section overlap and nothing is lost. */
export function chunkArticle(article: Article): readonly Chunk[] {
  const texts = sectionsOf(article.text).flatMap((section) => packed(section.paragraphs).map((text) => ({ section: section.path, text })))
  // A title alone still says what the article is about.
  const kept = texts.length > 0 ? texts : article.title.trim() === '' ? [] : [{ section: '', text: article.title.trim() }]
  return kept.map(({ section, text }, i) => ({ articleId: article.id, passageId: `${article.id}#${i + 1}`, title: article.title, section, text }))
}

function sectionsOf(text: string): readonly Section[] {
  const sections: { path: string; paragraphs: string[] }[] = []
  const path: { depth: number; heading: string }[] = []
  let current: { path: string; paragraphs: string[] } = { path: '', paragraphs: [] }
  let paragraph: string[] = []
  let fenced = false
  const endParagraph = (): void => {
    const joined = paragraph.join('\n').trim()
    if (joined !== '') current.paragraphs.push(joined)
    paragraph = []
  }
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced
    const heading = fenced ? null : /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line)
    if (heading) {
      endParagraph()
      sections.push(current)
      const depth = heading[1]?.length ?? 1
      while ((path.at(-1)?.depth ?? 0) >= depth) path.pop()
      path.push({ depth, heading: heading[2] ?? '' })
      current = { path: path.map((step) => step.heading).join(' > '), paragraphs: [] }
    } else if (line.trim() === '' && !fenced) endParagraph()
    else paragraph.push(line)
  }
  endParagraph()
  sections.push(current)
  // A heading with nothing below it is still words that someone may look for.
  return sections.flatMap((section, i) => {
    if (section.paragraphs.length > 0) return [section]
    const next = sections[i + 1]
    return section.path === '' || next?.path.startsWith(`${section.path} > `) ? [] : [{ path: section.path, paragraphs: [section.path.split(' > ').at(-1) ?? section.path] }]
  })
}

type Piece = { readonly text: string; readonly joint: string }

function packed(paragraphs: readonly string[]): readonly string[] {
  const pieces = paragraphs.flatMap((paragraph): readonly Piece[] => (pieceCount(paragraph) <= PASSAGE_PIECES ? [{ text: paragraph, joint: '\n\n' }] : sentencesOf(paragraph)))
  const chunks: string[] = []
  let repeated: Piece | undefined
  let held: Piece[] = []
  let size = 0
  const end = (): void => {
    chunks.push(joined(repeated === undefined ? held : [repeated, ...held]))
    repeated = endOf(held)
    held = []
    size = 0
  }
  for (const piece of pieces) {
    const own = pieceCount(piece.text)
    if (held.length > 0 && size + own > PASSAGE_PIECES) end()
    held.push(piece)
    size += own
  }
  if (held.length > 0) end()
  return chunks
}

/** What the next passage repeats: the last sentences, or else the last words, so that what is said across a cut is found in one piece. */
function endOf(pieces: readonly Piece[]): Piece | undefined {
  const last = pieces.at(-1)
  if (last === undefined) return undefined
  if (pieceCount(last.text) <= OVERLAP_PIECES) return last
  const sentences = lastOf(sentencesOf(last.text).map((sentence) => sentence.text))
  const text = sentences === '' ? lastOf(last.text.split(/\s+/)) : sentences
  return text === '' ? undefined : { text, joint: last.joint }
}

function lastOf(parts: readonly string[]): string {
  let start = parts.length
  let size = 0
  while (start > 0) {
    size += pieceCount(parts[start - 1] ?? '')
    if (size > OVERLAP_PIECES) break
    start -= 1
  }
  return parts.slice(start).join(' ')
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece, i) => (i === 0 ? piece.text : piece.joint + piece.text)).join('')
}

function sentencesOf(paragraph: string): readonly Piece[] {
  const sentences = paragraph.match(/[^\n]*?(?:[.!?…。！？]+["')\]]*(?=\s|$)|\n|$)/gu) ?? [paragraph]
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => (pieceCount(sentence) <= PASSAGE_PIECES ? [sentence] : wordRuns(sentence)))
    .map((text) => ({ text, joint: ' ' }))
}

/** Cuts what has no sentence end into runs of words, and words that are longer than a passage into parts. */
function wordRuns(sentence: string): readonly string[] {
  const words = sentence.split(/\s+/).flatMap((word) => (pieceCount(word) <= PASSAGE_PIECES ? [word] : partsOf(word)))
  const runs: string[] = []
  let run: string[] = []
  let size = 0
  for (const word of words) {
    const own = pieceCount(word)
    if (run.length > 0 && size + own > PASSAGE_PIECES) {
      runs.push(run.join(' '))
      run = []
      size = 0
    }
    run.push(word)
    size += own
  }
  if (run.length > 0) runs.push(run.join(' '))
  return runs
}

function partsOf(word: string): readonly string[] {
  const letters = [...word]
  const parts: string[] = []
  // A letter counts two pieces at most.
  const size = PASSAGE_PIECES / 2
  for (let start = 0; start < letters.length; start += size) parts.push(letters.slice(start, start + size).join(''))
  return parts
}
