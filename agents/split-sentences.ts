/** Where a sentence stands in its text: from `start` to before `end`. */
export type SentenceSpan = { readonly start: number; readonly end: number }

// Whoever writes in a hurry begins sentences in lower case; there a full stop must follow a word, so that no version or number is cut.
const properEnd = /[.!?…]+["')\]]?\s+(?=[\p{Lu}\p{N}"'([¿¡•-])/gu
const hastyEnd = /(?:[!?…]+|(?<=[\p{L}\p{N})\]"']{2})\.+)["')\]]?\s+(?=[\p{L}\p{N}"'([¿¡•-])/gu

/** The sentences of a text, in order; abbreviations, numbers and addresses do not end one. */
export function splitSentences(text: string): readonly string[] {
  return spans(text, properEnd).map(({ start, end }) => text.slice(start, end))
}

/** Where the sentences of a hastily written message stand: the next one may begin in lower case. */
export function sentenceSpans(text: string): readonly SentenceSpan[] {
  return spans(text, hastyEnd)
}

function spans(text: string, sentenceEnd: RegExp): readonly SentenceSpan[] {
  const found: SentenceSpan[] = []
  for (const { index: lineStart, 0: line } of text.matchAll(/[^\n]+/g)) {
    let start = 0
    for (const match of line.matchAll(sentenceEnd)) {
      if (isAbbreviation(line.slice(start, match.index + 1))) continue
      const end = match.index + match[0].length
      found.push(trimmed(text, lineStart + start, lineStart + end))
      start = end
    }
    found.push(trimmed(text, lineStart + start, lineStart + line.length))
  }
  return found.filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)))
}

function trimmed(text: string, from: number, to: number): SentenceSpan {
  const sentence = text.slice(from, to)
  const start = from + sentence.length - sentence.trimStart().length
  return { start, end: start + sentence.trim().length }
}

function isAbbreviation(text: string): boolean {
  return /(?:^|\s)(?:[A-Z]|e\.g|i\.e|etc|vs|mr|mrs|ms|dr|prof|no|nr|approx|z\.b|d\.h|bzw|ca|usw|inkl|zzgl|str|art|p\.ex|ej|sr|sra)\.$/i.test(text)
}
