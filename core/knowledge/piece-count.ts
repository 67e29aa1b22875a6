/** About how many word pieces a sub-word tokeniser makes of a text; it errs on the high side, so that a passage fits the encoder. */
export function pieceCount(text: string): number {
  let count = 0
  for (const word of text.match(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []) {
    // Letters outside ASCII are mostly a piece each.
    const plain = word.match(/[\x20-\x7e]/g)?.length ?? 0
    count += Math.ceil(plain / 5) + (word.length - plain)
  }
  return count
}
