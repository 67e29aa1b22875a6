/** How wide what people read on a terminal may be. */
export const TERMINAL_WIDTH = 100

/** A text in lines of at most a terminal's width: `first` stands before the first line, `then` before the others. A word that is too long stays whole. */
export function wrapText(text: string, first = '', then = first, width = TERMINAL_WIDTH): string {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  // A number and its unit stay together.
  for (const word of text.split(/ +(?!(?:%|ms|[smhd])(?:[\s,;.)]|$))/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = then
      isEmpty = true
    }
    line = isEmpty ? `${line}${word}` : `${line} ${word}`
    isEmpty = false
  }
  return `${[...lines, line].map((each) => each.trimEnd()).join('\n')}\n`
}
