import type { RandomSource } from './random-source.ts'

const oddPieces: readonly string[] = [
  '\n', '\r\n', '\t', ' ', '  ', '#', ':', ': ', '- ', '? ', '!', '! ', '&a ', '*a', '<<: *a', '|', '>', '|2-\n', '"', "'", '\\', '{', '}', '[', ']', ',', '%YAML 1.1\n---\n', '---\n', '...\n', '~', 'null',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'no', 'on', 'yes', '0', '-0', '-1', '1e400', '.inf', '.nan', '0x1F', '0o17', '010', '1_000', '12:30', '2026-01-01', '99999999999999999999', '0.1', '1e-7',
  '\u202e', '\u2066', '\u200b', '\ufeff', '\u0000', '\u001f', '\ud800', '\udc00', 'é', 'e\u0301', 'а', '𝟙', '😀', '\u2028', '\u0085', '{{', '}}', '{{a.b}}', '"\\u0041"', '99999999999d', '1h30m', '0s', 'x-note: 1\n', '# lumos-ignore LUM102 because\n',
]

type Mutation = (text: string, random: RandomSource, words: readonly string[], others: readonly string[]) => string

function cut(text: string, random: RandomSource): readonly [number, number] {
  const start = random.below(text.length + 1)
  const length = random.oneIn(4) ? random.below(200) : random.below(12)
  return [start, Math.min(text.length, start + length)]
}

function lineSpan(text: string, random: RandomSource): readonly [number, number] {
  const at = random.below(text.length + 1)
  const start = text.lastIndexOf('\n', at - 1) + 1
  let end = start
  for (let lines = random.oneIn(3) ? 1 + random.below(8) : 1; lines > 0; lines -= 1) {
    const newline = text.indexOf('\n', end)
    end = newline === -1 ? text.length : newline + 1
  }
  return [start, end]
}

function replaced(text: string, [start, end]: readonly [number, number], piece: string): string {
  return text.slice(0, start) + piece + text.slice(end)
}

function wordSpan(text: string, random: RandomSource): readonly [number, number] {
  const at = random.below(text.length + 1)
  const start = text.slice(Math.max(0, at - 40), at).search(/[A-Za-z0-9_.]*$/) + Math.max(0, at - 40)
  return [start, at + (/^[A-Za-z0-9_.]*/.exec(text.slice(at, at + 40))?.[0].length ?? 0)]
}

const mutations: readonly Mutation[] = [
  // A character or some go away, come in, or change.
  (text, random) => replaced(text, cut(text, random), ''),
  (text, random) => { const at = random.below(text.length + 1); return replaced(text, [at, at], random.pick(oddPieces)) },
  (text, random) => replaced(text, cut(text, random), random.pick(oddPieces)),
  (text, random) => { const at = random.below(text.length + 1); return replaced(text, [at, Math.min(text.length, at + 1)], String.fromCharCode(random.oneIn(4) ? random.below(65_536) : 32 + random.below(95))) },
  // A word becomes another word of the language, or one that stands elsewhere.
  (text, random, words) => replaced(text, wordSpan(text, random), random.pick(words)),
  (text, random) => { const [start, end] = wordSpan(text, random); return replaced(text, wordSpan(text, random), text.slice(start, end)) },
  (text, random, words) => { const at = random.below(text.length + 1); return replaced(text, [at, at], random.pick(words)) },
  // Lines go away, come twice, move, or change their indentation.
  (text, random) => replaced(text, lineSpan(text, random), ''),
  (text, random) => { const [start, end] = lineSpan(text, random); return replaced(text, [end, end], text.slice(start, end)) },
  (text, random) => { const [start, end] = lineSpan(text, random); const [at] = lineSpan(text, random); return replaced(text, [at, at], text.slice(start, end)) },
  (text, random) => { const [start, end] = lineSpan(text, random); const by = 1 + random.below(4); return replaced(text, [start, end], random.oneIn(2) ? ' '.repeat(by) + text.slice(start, end) : text.slice(start, end).replace(new RegExp(`^ {1,${by}}`, 'gm'), '')) },
  // A part is repeated, or put into brackets.
  (text, random) => { const [start, end] = cut(text, random); return replaced(text, [end, end], text.slice(start, end).repeat(1 + random.below(random.oneIn(8) ? 200 : 4))) },
  (text, random) => { const [start, end] = cut(text, random); const [open, close] = random.pick([['(', ')'], ['[', ']'], ['{', '}'], ['"', '"'], ["'", "'"], ['!(', ')'], ['has(', ')']] as const); return replaced(text, [start, end], open + text.slice(start, end) + close) },
  // Two inputs become one.
  (text, random, _words, others) => { const other = random.pick(others); const [from, to] = lineSpan(other, random); return replaced(text, lineSpan(text, random), other.slice(from, to)) },
  (text, random, _words, others) => { const other = random.pick(others); return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)) },
]

/** A text with one to some random edits: of characters, words, lines, and of parts of other texts. */
export function mutateText(text: string, random: RandomSource, { words, longest }: { readonly words: readonly string[]; readonly longest: number }, others: readonly string[]): string {
  let next = text
  for (let edits = 1 + random.below(random.oneIn(4) ? 12 : 3); edits > 0; edits -= 1) next = random.pick(mutations)(next, random, words, others)
  return next.slice(0, longest)
}
