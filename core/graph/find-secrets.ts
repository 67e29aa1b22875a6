import { secretFormats } from './secret-formats.ts'
import { entropyOf, isChosenPassword, isPlaceholder, isRandomValue, isSecretForName } from './secret-values.ts'

/** A secret in a text: its kind and its place, never the secret itself. */
export type FoundSecret = { readonly kind: string; readonly start: number; readonly end: number }

const longestKey = 60
const longestAuthority = 400
const longestValue = 160

/** Known forms, without those that are plainly made up. */
function byFormat(text: string): readonly FoundSecret[] {
  return secretFormats.filter(({ mark }) => text.includes(mark)).flatMap(({ kind, pattern }) => [...text.matchAll(pattern)].flatMap((match): readonly FoundSecret[] => {
    const secret = match[1] ?? match[0]
    const start = match.index + match[0].lastIndexOf(secret)
    const plain = kind !== 'a private key' && (isPlaceholder(secret) || entropyOf(secret) < 2.5)
    return plain ? [] : [{ kind, start, end: start + secret.length }]
  }))
}

/** Passwords in addresses: `postgres://user:password@host`. */
function inAddresses(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = []
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const authority = /^[^\s/?#"'`<>\\]{1,400}/.exec(text.slice(at + 3, at + 3 + longestAuthority))?.[0] ?? ''
    const end = authority.lastIndexOf('@')
    const colon = authority.indexOf(':')
    if (end === -1 || colon === -1 || colon > end || !/[A-Za-z0-9+.-]/.test(text.charAt(at - 1))) continue
    const password = authority.slice(colon + 1, end)
    if (password.length < 3 || isPlaceholder(password) || /^[{[(<%$]|^(?:password|passwort|pass|pwd|secret|token|pw)$/i.test(password)) continue
    found.push({ kind: 'a password in an address', start: at + 3 + colon + 1, end: at + 3 + end })
  }
  return found
}

const words = /passw(?:or)?d|passwort|kennwort|passphrase|passcode|\bpwd|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|signing[-_ ]?key|encryption[-_ ]?key|auth[-_ ]?key|shared[-_ ]?key|credentials?/gi
const chosenByPeople = /passw|kennwort|passphrase|passcode|pwd/i
/** What follows the word in the name of something that is about a secret and is none. */
const notItself = /^(?:s$|s?[-_]?(?:refs?|names?|ids?|urls?|uris?|endpoints?|paths?|files?|env|vars?|variables?|types?|kind|length|limits?|counts?|budget|polic(?:y|ies)|fields?|headers?|ttl|expir\w*|rotation|schemes?|digest|hash|sha\d*|checksum|fingerprint|title|description|label|prompt|hint|reset|max|min|usage|izer|ization|store|manager|provider|alias|version))(?![a-z])/i

/** Where a value begins behind the name of a secret: after a colon or an equals sign, perhaps after a quote; undefined where none does. */
function valueAfter(text: string, from: number): { readonly start: number; readonly value: string } | undefined {
  const ahead = text.slice(from, from + 24)
  const gap = /^["'`]?[ \t]{0,8}(?::=|=>|[:=](?![=>]))[ \t]{0,8}/.exec(ahead)?.[0] ?? /^[ \t]{1,3}(?:is|lautet|ist)[ \t]{1,3}/i.exec(ahead)?.[0]
  if (gap === undefined) return undefined
  const at = from + gap.length
  const quote = /["'`]/.test(text.charAt(at)) ? text.charAt(at) : ''
  const start = at + quote.length
  const rest = text.slice(start, start + longestValue)
  if (quote === '' && !/[\s,;"'`<>()[\]{}&|]/.test(rest) && rest.length === longestValue) return undefined
  const length = quote === '' ? rest.search(/[\s,;"'`<>()[\]{}&|]|$/) : rest.search(quote === '"' ? /["\n]|$/ : quote === "'" ? /['\n]|$/ : /[`\n]|$/)
  // A full stop or a colon at the end belongs to the sentence around it.
  const value = rest.slice(0, length).replace(/[.:!?]$/, (mark) => (quote === '' && mark !== '!' ? '' : mark))
  return value === '' ? undefined : { start, value }
}

/** Values behind names such as `password`, `clientSecret` and `api_key`, in keys, texts and comments. */
function byName(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = []
  for (const match of text.matchAll(words)) {
    const wordEnd = match.index + match[0].length
    const tail = /^[A-Za-z0-9_-]{0,60}/.exec(text.slice(wordEnd, wordEnd + longestKey))?.[0] ?? ''
    const named = valueAfter(text, wordEnd + tail.length)
    if (named === undefined) continue
    const { start, value } = named
    if (/^secret$/i.test(match[0]) && /^Ref$/.test(tail)) {
      if (isSecretForName(value)) found.push({ kind: 'a secret instead of its name', start, end: start + value.length })
      continue
    }
    if (notItself.test(tail)) continue
    const chosen = chosenByPeople.test(match[0])
    if (isRandomValue(value) || (chosen && isChosenPassword(value))) found.push({ kind: chosen ? 'a password' : `a value for ${match[0].toLowerCase().replace(/[-_ ]/g, ' ')}`, start, end: start + value.length })
  }
  return found
}

/** Files that are written out in a text: what looks like a secret inside is chance. */
function embeddedFiles(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let at = text.indexOf(';base64,'); at !== -1; at = text.indexOf(';base64,', at + 1)) {
    const start = at + ';base64,'.length
    let end = start
    while (end < text.length && /[A-Za-z0-9+/=_-]/.test(text.charAt(end))) end += 1
    found.push({ start, end })
    at = Math.max(at, end - 1)
  }
  return found
}

/** Everything in a text that looks like a secret, in order; of two that overlap the one whose form is known. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const files = embeddedFiles(text)
  const ranked = [byFormat(text), inAddresses(text), byName(text)].flatMap((found, rank) => found.map((secret) => ({ ...secret, rank })))
  const taken: (FoundSecret & { readonly rank: number })[] = []
  let file = 0
  for (const secret of ranked.toSorted((a, b) => a.start - b.start || a.rank - b.rank)) {
    while ((files[file]?.end ?? Infinity) <= secret.start) file += 1
    if ((files[file]?.start ?? Infinity) < secret.end) continue
    const last = taken.at(-1)
    if (last === undefined || last.end <= secret.start) taken.push(secret)
    else if (secret.rank < last.rank) taken[taken.length - 1] = secret
  }
  return taken.map(({ kind, start, end }) => ({ kind, start, end }))
}
