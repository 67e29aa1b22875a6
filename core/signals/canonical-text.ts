/** The form of a text that every model reads: composed Unicode, one space between words, no space at the ends. */
export function canonicalText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
