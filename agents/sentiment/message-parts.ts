import { remember } from '../remember.ts'
import { sentenceSpans } from '../split-sentences.ts'
import { judgedText } from './judged-text.ts'

/** A sentence of a message (or a few short ones together): what is judged, and its place in the message as it was written. */
export type MessagePart = { readonly text: string; readonly start: number; readonly end: number; readonly words: number }

const FEWEST_WORDS = 3
const MOST_PARTS = 6

/** The sentences of a message whose tone is compared: very short ones go with a neighbour, and in a long message the shortest neighbours together. */
export const messageParts = remember((text: string): readonly MessagePart[] => {
  const parts: MessagePart[] = []
  for (const sentence of sentencesOf(text)) {
    const before = parts.at(-1)
    if (before !== undefined && before.words < FEWEST_WORDS) parts.splice(-1, 1, together(before, sentence))
    else parts.push(sentence)
  }
  const [last, before] = [parts.at(-1), parts.at(-2)]
  if (last !== undefined && before !== undefined && last.words < FEWEST_WORDS) parts.splice(-2, 2, together(before, last))
  while (parts.length > MOST_PARTS) joinShortest(parts)
  return parts
})

function sentencesOf(text: string): readonly MessagePart[] {
  const judged = judgedText(text)
  const sentences: MessagePart[] = []
  let cursor = 0
  for (const span of sentenceSpans(judged)) {
    const sentence = judged.slice(span.start, span.end)
    // The judged text leaves out whole lines only, so that each of its sentences stands in the message, in the same order.
    const start = text.indexOf(sentence, cursor)
    if (start < 0) continue
    cursor = start + sentence.length
    sentences.push({ text: sentence, start, end: cursor, words: sentence.split(/\s+/).length })
  }
  return sentences
}

function joinShortest(parts: MessagePart[]): void {
  let best = 0
  let fewest = Infinity
  for (let index = 0; index + 1 < parts.length; index++) {
    const words = (parts[index]?.words ?? 0) + (parts[index + 1]?.words ?? 0)
    if (words < fewest) [best, fewest] = [index, words]
  }
  const [first, second] = parts.slice(best, best + 2)
  if (first !== undefined && second !== undefined) parts.splice(best, 2, together(first, second))
}

function together(first: MessagePart, second: MessagePart): MessagePart {
  return { text: `${first.text} ${second.text}`, start: first.start, end: second.end, words: first.words + second.words }
}
