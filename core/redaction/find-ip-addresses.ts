import type { PersonalSpan } from './personal-span.ts'

const part = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
const fourth = new RegExp(String.raw`(?<![\p{L}\p{N}_.-])${part}(?:\.${part}){3}(?![\p{L}\p{N}_-]|\.\d)`, 'gu')
const sixth = /(?<![\p{L}\p{N}_:.])(?:[0-9a-f]{1,4}:){1,7}(?::?[0-9a-f]{1,4}){1,7}(?![\p{L}\p{N}_:])/giu

/** Network addresses, both versions; a version number of four parts is told by the word before it. */
export function findIpAddresses(text: string): readonly PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const match of text.matchAll(fourth)) {
    if (/(?:version|release|build|firmware|driver|\bv|ver)\.?[ :]*$/iu.test(text.slice(Math.max(0, match.index - 16), match.index))) continue
    spans.push({ kind: 'ipAddress', start: match.index, end: match.index + match[0].length, key: match[0] })
  }
  for (const match of text.matchAll(sixth)) {
    const groups = match[0].split(':')
    if (groups.length < 8 && !match[0].includes('::')) continue
    spans.push({ kind: 'ipAddress', start: match.index, end: match.index + match[0].length, key: match[0].toLowerCase() })
  }
  return spans
}
