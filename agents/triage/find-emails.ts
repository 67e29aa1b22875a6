import { findEmailAddresses } from '../../core/redaction/find-email-addresses.ts'
import type { EntityMention } from './entity-mention.ts'

/** Where a text names e-mail addresses, in small letters. */
export function locateEmails(text: string): readonly EntityMention[] {
  return findEmailAddresses(text).map(({ start, end }) => ({ kind: 'email', value: text.slice(start, end).toLowerCase(), start, end }))
}
