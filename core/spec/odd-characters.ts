import type { TextSpan } from './spec-source.ts'

/** Characters that no text file holds: control characters, halves of surrogate pairs and non-characters. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
/** Characters that show text in another order than it is read. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/
/** Characters that nobody sees. */
const unseen = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\uddef]/
const unseenAll = new RegExp(`${unseen.source}|${forbidden.source}`, 'g')

/** Longest text that a message repeats. */
const longestShown = 80

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The first character of a text that cannot stand in a file, by its code and place. */
export function forbiddenCharacter(text: string): { readonly code: string; readonly span: TextSpan } | undefined {
  const found = forbidden.exec(text)
  return found === null ? undefined : { code: codeOf(found[0]), span: { start: found.index, end: found.index + 1 } }
}

/** A line break that only old systems write: a carriage return without a line feed. */
export function loneReturn(text: string): TextSpan | undefined {
  const found = /\r(?!\n)/.exec(text)
  return found === null ? undefined : { start: found.index, end: found.index + 1 }
}

/** The characters of a file that show its text in another order than it is read, at most one a line. */
export function reorderingCharacters(text: string): readonly { readonly code: string; readonly span: TextSpan }[] {
  if (!reordering.test(text)) return []
  return [...text.matchAll(/[\u202a-\u202e\u2066-\u2069][^\n]*/g)].map((found) => ({ code: codeOf(found[0]), span: { start: found.index, end: found.index + 1 } }))
}

/** The code of the first character of a text that nobody sees. */
export function unseenCharacter(text: string): string | undefined {
  const found = unseen.exec(text)
  return found === null ? undefined : codeOf(found[0])
}

/** A text as a message may repeat it: short, and with every character visible. */
export function visibleText(text: string): string {
  const short = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
  return short.replace(unseenAll, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** A text in quotes as a message may repeat it. */
export function shownText(text: string): string {
  return visibleText(JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text))
}
