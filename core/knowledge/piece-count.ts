/** About how many word pieces a sub-word tokeniser makes of a text; it errs on the high side, so that a passage fits the encoder. */
export function pieceCount(text: string): number {
  let count = 0
  let run = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isAsciiLetterOrDigit(code)) {
      // Five letters a piece within one word.
      if (run % 5 === 0) count += 1
      run += 1
      continue
    }
    run = 0
    // Signs, and letters outside ASCII, are mostly a piece each.
    if (code > 0x20) count += 1
  }
  return count
}

function isAsciiLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)
}
