import type { Block } from '../read-blocks.ts'
import type { Solution } from '../read-solutions.ts'
import type { Phrases } from './phrases.ts'
import { pickAnswer } from './pick-answer.ts'

/** A passage to quote; a past ticket is quoted without its title, which belongs to another customer. */
export type Quotable = Solution & { readonly pastTicket: boolean }

/** How an answer is put together. */
export type AnswerStyle = { readonly phrases: Phrases; readonly greeting: string; readonly closing: string; readonly maxSentences: number; readonly citeSources: boolean }

/** Builds an answer from the passages, in their own words: greeting, what they say with a mark for its source, closing, sources by title. */
export function composeAnswer(question: string, solutions: readonly Quotable[], style: AnswerStyle): string {
  const { phrases } = style
  const parts = solutions.map((solution, index) => {
    const { blocks, cut } = pickAnswer(question, solution.body, Math.max(2, Math.ceil(style.maxSentences / (index + 1))))
    const text = writeBlocks(blocks)
    const mark = style.citeSources ? ` [${index + 1}]` : ''
    return text === '' ? '' : `${text}${cut ? `\n${phrases.more}` : ''}${mark}`
  })
  const cited = solutions.map((solution, index) => {
    const title = solution.pastTicket ? phrases.pastTicket : solution.title === '' ? solution.source : solution.title
    return `[${index + 1}] ${title}${solution.thirdParty ? ` (${phrases.thirdParty})` : ''}`
  })
  const body = parts.filter((part) => part !== '')
  return [
    `${style.greeting === '' ? phrases.greeting : style.greeting}\n\n${phrases.opening}`,
    ...body,
    style.closing === '' ? phrases.closing : style.closing,
    ...(style.citeSources ? [`${phrases.sources}\n${cited.join('\n')}`] : []),
  ].join('\n\n')
}

function writeBlocks(blocks: readonly Block[]): string {
  const lines: string[] = []
  let paragraph = -1
  for (const block of blocks) {
    if (block.kind === 'heading') continue
    if (block.kind === 'sentence') {
      if (block.paragraph === paragraph) lines.push(`${lines.pop() ?? ''} ${block.text}`)
      else lines.push(block.text)
      paragraph = block.paragraph
      continue
    }
    paragraph = -1
    if (block.intro !== undefined) lines.push(block.intro)
    block.items.forEach((item, index) => lines.push(block.ordered ? `${index + 1}. ${item}` : `- ${item}`))
  }
  return lines.join('\n')
}
