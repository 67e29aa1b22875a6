import { contextBefore } from './context-before.ts'
import { endsNumber, headOfRow, type NumberRow, tailOfRow } from './number-groups.ts'
import type { PersonalSpan } from './personal-span.ts'

const extension = /^,? ?(?:ext\.?|extension|x|dw|durchwahl) ?\d{1,5}(?![\p{L}\p{N}_])/iu

/** Phone numbers as the world writes them: international, with an area code, or any grouping where the words before say that it is one. */
export function findPhoneNumbers(text: string, rows: readonly NumberRow[]): readonly PersonalSpan[] {
  return rows.flatMap((row) => phonesOf(text, row))
}

function phonesOf(text: string, whole: NumberRow): readonly PersonalSpan[] {
  const spans: PersonalSpan[] = []
  let row = whole
  while (row.groups.length > 0) {
    const count = phoneLength(text, row)
    if (count > 0) spans.push(spanOf(text, row, count))
    row = tailOfRow(row, Math.max(1, count))
  }
  return spans
}

function spanOf(text: string, row: NumberRow, count: number): PersonalSpan {
  const start = row.start + leadOf(row).skipped
  const end = row.start + headOfRow(row, count).length
  const more = extension.exec(text.slice(end, end + 20))
  // Two writings of one number differ in the country's prefix, hardly in the last digits.
  return { kind: 'phone', start, end: end + (more?.[0].length ?? 0), key: row.groups.slice(0, count).join('').slice(-8) }
}

/** What stands before the first digit that belongs to the number: its plus and bracket, but not what separates it from the number before. */
function leadOf(row: NumberRow): { readonly lead: string; readonly skipped: number } {
  const gap = row.gaps[0] ?? ''
  const lead = /(?:\(? ?\+? ?|\()$/.exec(gap)?.[0].trimStart() ?? ''
  return { lead, skipped: gap.length - lead.length }
}

/** How many groups at the head of the row are one phone number; 0 where none are. */
function phoneLength(text: string, row: NumberRow): number {
  const { lead, skipped } = leadOf(row)
  const start = row.start + skipped
  if (/[\p{L}\p{N}_]|[#/\-.,:=][\p{L}]?$/u.test(text.charAt(start - 1)) && !/[(,:=]/.test(text.charAt(start - 1))) return 0
  if (/[\p{L}\p{N}_][-/.]$/u.test(text.slice(Math.max(0, start - 2), start))) return 0
  let context: ReturnType<typeof contextBefore> | undefined
  for (let count = Math.min(row.groups.length, 8); count >= 1; count -= 1) {
    const groups = row.groups.slice(0, count)
    const size = groups.reduce((sum, group) => sum + group.length, 0)
    if (size < 7 || size > 17) continue
    const end = row.start + headOfRow(row, count).length
    if (!endsNumber(text, end) || /^[-/]\d/.test(text.slice(end, end + 2))) continue
    context ??= contextBefore(text, start)
    const written = lead + headOfRow(row, count).slice((row.gaps[0] ?? '').length)
    const goesOn = groups.every((group) => group.length === 2) && row.groups[count]?.length === 2
    if (!goesOn && isPhone(written, size, groups, context) && !isUnit(text.slice(end, end + 8))) return count
  }
  return 0
}

function isUnit(after: string): boolean {
  return /^ ?(?:€|\$|£|%|eur\b|usd\b|gb\b|mb\b|kb\b|ms\b|bytes\b|px\b|kwh\b)/i.test(after)
}

// Written without the country's prefix, but in a way that only phone numbers are: America, Brazil, Spain, India, China.
const nationalShapes = [
  /^(?:1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}$/,
  /^\(\d{2,5}\) ?\d{2,5}(?:[ -]\d{2,5}){0,2}$/,
  /^\d{2} 9\d{4}[- ]\d{4}$/,
  /^[6-9]\d{2} \d{2} \d{2} \d{2}$/,
  /^[6-9]\d{4}[ -]\d{5}$/,
  /^1[3-9]\d[ -]\d{4}[ -]\d{4}$/,
]

function isPhone(written: string, size: number, groups: readonly string[], context: ReturnType<typeof contextBefore>): boolean {
  if (/^\(?\+/.test(written)) return size >= 8 && size <= 15 && /^\(?\+ ?[1-9]/.test(written)
  if (context === 'money' || context === 'account' || context === 'identity' || context === 'network' || context === 'reference') return false
  if (/^00[1-9]/.test(written)) return size >= 11 && size <= 17
  if (nationalShapes.some((shape) => shape.test(written))) return size >= 8 && size <= 11
  if (/^\(?0[1-9]/.test(written) && size >= 9 && size <= 12 && groups.length <= 6) return groups.length === 1 ? size === 10 || size === 11 : groups.every((group) => group.length >= 2) && (groups.length === 5 || groups.some((group) => group.length > 2))
  return context === 'phone' && size <= 15 && groups.every((group, place) => group.length >= 2 || place === 0) && !/^(?:19|20)\d{2}[ -](?:19|20)\d{2}$/.test(written)
}
