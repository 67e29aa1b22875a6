/** Makes a text smaller as long as it still fails: first by lines, then by characters; `mostTries` bounds the work. */
export function minimiseText(text: string, fails: (text: string) => boolean, mostTries = 2000): string {
  let tries = 0
  const shrink = (parts: readonly string[], glue: string): readonly string[] => {
    let kept = parts
    for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < kept.length && tries < mostTries;) {
        const without = [...kept.slice(0, at), ...kept.slice(at + size)]
        tries += 1
        if (without.length < kept.length && fails(without.join(glue))) kept = without
        else at += size
      }
    }
    return kept
  }
  const lines = shrink(text.split('\n'), '\n').join('\n')
  return shrink(lines.split(''), '').join('')
}
