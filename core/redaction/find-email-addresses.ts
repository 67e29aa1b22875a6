import type { PersonalSpan } from './personal-span.ts'

const isLocal = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u
const mostLocal = 64
const domain = /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.)(?:[\p{L}\p{N}-]{1,63}\.){0,6}\p{L}{2,24}(?![\p{L}\p{N}_])/uy

/** E-mail addresses, found from their "@" outwards so that no text makes the search slow. */
export function findEmailAddresses(text: string): readonly PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > 0 && at - start < mostLocal && isLocal.test(text.charAt(start - 1))) start -= 1
    // What leads into an address is not part of it: a quote, a bracket, "mailto=", a path.
    while (start < at && !/[\p{L}\p{N}_]/u.test(text.charAt(start))) start += 1
    const lead = text.slice(start, at).search(/[/=|&?][^/=|&?]*$/)
    if (lead >= 0) start += lead + 1
    if (start === at) continue
    domain.lastIndex = at + 1
    const match = domain.exec(text)
    if (match === null) continue
    const end = at + 1 + match[0].length
    if (start < (spans.at(-1)?.end ?? 0)) continue
    spans.push({ kind: 'email', start, end, key: text.slice(start, end).toLowerCase() })
  }
  return spans
}
