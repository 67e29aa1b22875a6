import { ownWords } from '../customer-text.ts'
import { remember } from '../remember.ts'

// A line of these alone, with only short lines after it, closes a mail; thanks are no such formula, they may be meant.
const closing =
  /^(?:(?:best|kind|warm|many)?\s*regards|best wishes|yours (?:truly|sincerely|faithfully)|sincerely(?: yours)?|(?:mit )?(?:freundlichen?|beste[nr]?|viele[n]?|liebe[n]?) gr(?:ü|ue)(?:ß|ss)en?|mfg|cordialement|bien à vous|(?:saludos(?: cordiales)?|atentamente|un saludo))[,.!]?$/i
const device = /^(?:sent|gesendet|von meinem|envoyé|enviado) (?:(?:from|via|von|mit|depuis|de|desde|iphone|ipad|handy)\b.{0,60})|^get outlook for \w+|^(?:this|diese) (?:e-?mail|message|nachricht)\b.{0,80}\b(?:confidential|vertraulich)/i
// What a program printed is no tone of the person who pasted it, however fatal its words.
const printed = [/^\s+at \S+.*\(.*\)\s*$/, /^\s*\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/, /^\s*\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\]?(?:\s*:|\s{2,}|\s+\[)/, /^\s*(?:Traceback \(most recent call last\)|Caused by: |File ".+", line \d+)/]
const MOST_CLOSING_LINES = 6
const LONGEST_CLOSING_LINE = 80

/** What of a message shows how its writer feels: their own words without quotes, closing formula, signature, device line and pasted output. */
export const judgedText = remember((text: string): string => {
  const own = ownWords(text)
  const kept: string[] = []
  const lines = own.split('\n')
  let fenced = false
  for (const [index, line] of lines.entries()) {
    const bare = line.trim()
    if (kept.length > 0 && isClosing(bare, lines.slice(index + 1))) break
    if (bare.startsWith('```')) {
      fenced = !fenced
      continue
    }
    if (!fenced && !device.test(bare) && !printed.some((pattern) => pattern.test(line))) kept.push(line)
  }
  const judged = kept.join('\n').trim()
  return judged === '' ? own : judged
})

function isClosing(line: string, after: readonly string[]): boolean {
  const rest = after.filter((one) => one.trim() !== '')
  return closing.test(line) && rest.length <= MOST_CLOSING_LINES && rest.every((one) => one.trim().length <= LONGEST_CLOSING_LINE)
}
