import { contextBefore } from './context-before.ts'
import { endsNumber, headOfRow, type NumberRow, tailOfRow } from './number-groups.ts'
import type { PersonalSpan } from './personal-span.ts'

/** Payment card numbers: the digits of a card scheme, grouped as cards are, with the right check digit. */
export function findCardNumbers(text: string, rows: readonly NumberRow[]): readonly PersonalSpan[] {
  return rows.flatMap((row) => cardsOf(text, row))
}

function cardsOf(text: string, whole: NumberRow): readonly PersonalSpan[] {
  const spans: PersonalSpan[] = []
  let row = whole
  while (row.groups.length > 0) {
    const count = cardLength(text, row)
    if (count > 0) {
      const gap = row.gaps[0] ?? ''
      const start = row.start + gap.length
      const end = row.start + headOfRow(row, count).length
      spans.push({ kind: 'card', start, end, key: row.groups.slice(0, count).join('') })
    }
    row = tailOfRow(row, Math.max(1, count))
  }
  return spans
}

/** How many groups at the head of the row are a card number; 0 where none are. */
function cardLength(text: string, row: NumberRow): number {
  const first = row.groups[0] ?? ''
  if (first.length < 4) return 0
  let digits = ''
  for (let count = 1; count <= Math.min(row.groups.length, 5); count += 1) {
    const gap = row.gaps[count - 1] ?? ''
    if (count > 1 && !/^[ \u00a0\-–]$/u.test(gap)) return 0
    digits += row.groups[count - 1] ?? ''
    if (digits.length > 19) return 0
    if (!isGroupedLikeCard(row.groups.slice(0, count)) || !isCardNumber(digits)) continue
    const start = row.start + (row.gaps[0] ?? '').length
    const end = row.start + headOfRow(row, count).length
    if (!endsNumber(text, end) || text.slice(Math.max(0, start - 2), start).search(/[\p{L}\p{N}_]-?$/u) >= 0) continue
    // Tracking numbers and device numbers carry check digits too; only cards are written in fours.
    if (count === 1 && contextBefore(text, start) === 'reference') return 0
    return count
  }
  return 0
}

function isGroupedLikeCard(groups: readonly string[]): boolean {
  if (groups.length === 1) return true
  const sizes = groups.map((group) => group.length).join('-')
  return /^(?:4-){2,4}[1-4]$/.test(sizes) || sizes === '4-6-5' || sizes === '4-6-4'
}

/** Whether digits are a card number: a known scheme, its length, and the check digit (Luhn). */
export function isCardNumber(digits: string): boolean {
  return hasSchemeLength(digits) && passesLuhn(digits)
}

function hasSchemeLength(digits: string): boolean {
  const head = Number(digits.slice(0, 4))
  const { length } = digits
  if (head >= 4000 && head <= 4999) return length === 13 || length === 16 || length === 19
  if ((head >= 5100 && head <= 5599) || (head >= 2221 && head <= 2720)) return length === 16
  if ((head >= 3400 && head <= 3499) || (head >= 3700 && head <= 3799)) return length === 15
  if (head === 6011 || (head >= 6440 && head <= 6599)) return length >= 16 && length <= 19
  if ((head >= 3000 && head <= 3059) || head === 3095 || (head >= 3600 && head <= 3699) || (head >= 3800 && head <= 3999)) return length === 14 || length === 16
  if (head >= 3528 && head <= 3589) return length >= 16 && length <= 19
  if (head >= 6200 && head <= 6299) return length >= 16 && length <= 19
  return ((head >= 5000 && head <= 5099) || (head >= 5600 && head <= 6999) || (head >= 2200 && head <= 2204)) && length >= 16 && length <= 19
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place))
    const weighed = place % 2 === 0 ? digit : digit * 2
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}
