/** A score as people read it: two decimals. */
export function sayScore(score: number): string {
  return score.toFixed(2)
}

/** A count with its noun: "1 team", "3 teams". */
export function sayCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}

/** A list in words: "a", "a and b", "a, b and c". */
export function sayList(items: readonly string[], joint = 'and'): string {
  if (items.length <= 1) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1) ?? ''}`
}

/** The beginning of a text in one line, cut at a word where it is longer than `length`. */
export function sayShort(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  const cut = line.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.]+$/, '')}…`
}

/** An id as words: `howTo` becomes "How to". */
export function sayId(id: string): string {
  const words = id
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
