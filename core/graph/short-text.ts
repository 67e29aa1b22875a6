/** A text on one line, cut where it is long. */
export function shortText(text: string, most = 100): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 2).trimEnd()} …`
}
