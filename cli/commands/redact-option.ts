import { InvalidArgumentError } from 'commander'
import type { RedactionCounts } from '../../core/redaction/redact-text.ts'
import { placeholderWords, type RedactionKind, redactionKinds, redactionTitles, usualKinds } from '../../core/redaction/redaction-kind.ts'

const words: ReadonlyMap<string, RedactionKind> = new Map([
  ...redactionKinds.flatMap((kind): readonly (readonly [string, RedactionKind])[] => [[kind.toLowerCase(), kind], [placeholderWords[kind].replace(' address', ''), kind]]),
  ['name', 'person'], ['id', 'nationalId'], ['ipaddress', 'ipAddress'],
])

/** The words that `--redact` takes, as its help says them. */
export const redactWords = 'names, emails, phones, cards, accounts, ids, ips'

/** Reads the kinds of `--redact`: true where none are named, which means the usual ones. */
export function redactionKindsOf(option: string | boolean | undefined): readonly RedactionKind[] | null {
  if (option === undefined || option === false) return null
  if (option === true) return usualKinds
  const kinds = option.split(',').map((word) => kindOf(word.trim()))
  return redactionKinds.filter((kind) => kinds.includes(kind))
}

/** Checks the kinds while the command line is read. */
export function checkRedactOption(option: string): string {
  redactionKindsOf(option)
  return option
}

function kindOf(word: string): RedactionKind {
  const plain = word.toLowerCase()
  const kind = words.get(plain) ?? words.get(plain.replace(/e?s$/, '')) ?? words.get(plain.replace(/s$/, ''))
  if (kind === undefined) throw new InvalidArgumentError(`"${word}" is not known; choose from ${redactWords}, separated by commas.`)
  return kind
}

/** What was taken out, in numbers. */
export function sayRedaction(what: string, { changed, counts }: { readonly changed: number; readonly counts: RedactionCounts }): string {
  const parts = redactionKinds.flatMap((kind) => (counts[kind] === 0 ? [] : [`${redactionTitles[kind].toLowerCase().replace('ip ', 'IP ')} ${counts[kind]}`]))
  return parts.length === 0 ? `Taken out of the ${what}: nothing was found.\n` : `Taken out of ${changed} ${what}: ${parts.join(', ')}.\n`
}
