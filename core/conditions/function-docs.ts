import type { ConditionType } from './condition-type.ts'

/** How a function of the profile is called, and what it says. */
export type FunctionDoc = { readonly name: string; readonly signature: string; readonly info: string; readonly result: 'bool' | 'int' | 'double' | 'string' | 'timestamp' | 'duration' | 'list' }

const doc = (name: string, signature: string, result: FunctionDoc['result'], info: string): FunctionDoc => ({ name, signature, info, result })

/** Functions that stand before their arguments. */
export const globalFunctionDocs: readonly FunctionDoc[] = [
  doc('has', 'has(field)', 'bool', 'Whether a field is there; a value that may be absent is asked for first.'),
  doc('size', 'size(text or list)', 'int', 'Number of characters of a text, or of items of a list.'),
  doc('isOpen', 'isOpen("calendar", time)', 'bool', 'Whether a calendar is open at a point in time.'),
  doc('duration', 'duration("1h30m")', 'duration', 'A span of time; days are written as hours.'),
  doc('timestamp', 'timestamp("2026-03-01T09:00:00Z")', 'timestamp', 'A point in time.'),
  doc('int', 'int(value)', 'int', 'A whole number, from a number or a text; decimals are cut off.'),
  doc('double', 'double(value)', 'double', 'A decimal number, from a number or a text.'),
  doc('string', 'string(value)', 'string', 'A value written out as text.'),
]

const textDocs: readonly FunctionDoc[] = [
  doc('contains', 'contains("part")', 'bool', 'Whether the text contains another, spelt alike.'),
  doc('startsWith', 'startsWith("part")', 'bool', 'Whether the text begins with another.'),
  doc('endsWith', 'endsWith("part")', 'bool', 'Whether the text ends with another.'),
  doc('matches', 'matches("(?i)pattern")', 'bool', 'Whether an RE2 pattern is found in the text; (?i) ignores capitals.'),
  doc('size', 'size()', 'int', 'Number of characters.'),
]

const listDocs: readonly FunctionDoc[] = [
  doc('exists', 'exists(item, condition)', 'bool', 'Whether the condition is true for any item.'),
  doc('all', 'all(item, condition)', 'bool', 'Whether the condition is true for every item.'),
  doc('exists_one', 'exists_one(item, condition)', 'bool', 'Whether the condition is true for exactly one item.'),
  doc('filter', 'filter(item, condition)', 'list', 'The items for which the condition is true.'),
  doc('map', 'map(item, value)', 'list', 'A value for each item.'),
  doc('size', 'size()', 'int', 'Number of items.'),
]

const getter = (name: string, info: string): FunctionDoc => doc(name, `${name}("Europe/Berlin")`, 'int', `${info} In UTC, or in the zone that is named.`)

const timeDocs: readonly FunctionDoc[] = [
  getter('getHours', 'The hour, from 0 to 23.'), getter('getMinutes', 'The minute, from 0 to 59.'), getter('getSeconds', 'The second, from 0 to 59.'), getter('getMilliseconds', 'The millisecond, from 0 to 999.'),
  getter('getDayOfWeek', 'The day of the week, from 0 (Sunday) to 6 (Saturday).'), getter('getDate', 'The day of the month, from 1 to 31.'), getter('getDayOfMonth', 'The day of the month, from 0 to 30.'),
  getter('getDayOfYear', 'The day of the year, from 0 to 365.'), getter('getMonth', 'The month, from 0 (January) to 11 (December).'), getter('getFullYear', 'The year.'),
]

/** Functions that stand behind a value of this type. */
export function methodDocsOf(type: ConditionType): readonly FunctionDoc[] {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'teamRef':
      return textDocs
    case 'list':
      return listDocs
    case 'timestamp':
      return timeDocs
    default:
      return []
  }
}
