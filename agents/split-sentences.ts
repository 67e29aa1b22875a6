/** The sentences of a text, in order; abbreviations, numbers and addresses do not end one. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = []
  for (const line of text.split(/\n+/)) {
    let start = 0
    for (const match of line.matchAll(/[.!?…]+["')\]]?\s+(?=[\p{Lu}\p{N}"'([¿¡•-])/gu)) {
      const end = match.index + match[0].length
      if (isAbbreviation(line.slice(start, match.index + 1))) continue
      sentences.push(line.slice(start, end).trim())
      start = end
    }
    sentences.push(line.slice(start).trim())
  }
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

function isAbbreviation(text: string): boolean {
  return /(?:^|\s)(?:[A-Z]|e\.g|i\.e|etc|vs|mr|mrs|ms|dr|prof|no|nr|approx|z\.b|d\.h|bzw|ca|usw|inkl|zzgl|str|art|p\.ex|ej|sr|sra)\.$/i.test(text)
}
