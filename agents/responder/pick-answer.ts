import { contentWords } from '../content-words.ts'
import { type Block, readBlocks } from '../read-blocks.ts'

/** The parts of a passage that answer a question, in their order; `cut` where a list was too long to be quoted whole. */
export type PickedAnswer = { readonly blocks: readonly Block[]; readonly cut: boolean }

/**
 * Picks from a passage the sentences and steps that share most with the question, rare words counting more than common ones.
 * Nothing is rephrased; a list is kept whole with the sentence that opens it, because a missing step is worse than a long answer.
 */
export function pickAnswer(question: string, passage: string, maxSentences: number): PickedAnswer {
  const blocks = readBlocks(passage).filter((block) => block.kind !== 'heading')
  const size = blocks.reduce((sum, block) => sum + sizeOf(block), 0)
  if (size <= maxSentences) return { blocks, cut: false }

  const asked = contentWords(question)
  const words = blocks.map((block) => contentWords(textOf(block)))
  const spread = (word: string): number => words.filter((set) => set.has(word)).length
  const rated = blocks.map((block, index) => {
    const shared = [...(words[index] ?? [])].filter((word) => asked.has(word))
    const rating = shared.reduce((sum, word) => sum + 1 / spread(word), 0)
    // A list of steps is what a person can act on; the beginning of a passage usually says what it is about.
    return { block, index, rating: rating * (block.kind === 'list' && block.ordered ? 1.5 : 1) + (index === 0 ? 0.25 : 0) }
  })
  const picked = new Set<number>()
  let room = maxSentences
  let cut = false
  for (const { block, index } of [...rated].sort((one, other) => other.rating - one.rating || one.index - other.index)) {
    if (room <= 0) break
    if (block.kind === 'list' && sizeOf(block) > maxSentences * 2) cut = true
    else if (sizeOf(block) > room && picked.size > 0 && block.kind !== 'list') continue
    picked.add(index)
    room -= sizeOf(block)
  }
  const kept = blocks.filter((_, index) => picked.has(index)).map((block) => (block.kind === 'list' && sizeOf(block) > maxSentences * 2 ? { ...block, items: block.items.slice(0, maxSentences * 2) } : block))
  return { blocks: kept, cut }
}

function sizeOf(block: Block): number {
  return block.kind === 'list' ? block.items.length + (block.intro === undefined ? 0 : 1) : 1
}

function textOf(block: Block): string {
  return block.kind === 'list' ? [block.intro ?? '', ...block.items].join(' ') : block.text
}
