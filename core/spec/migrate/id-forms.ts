import { idPattern } from '../scalar-schemas.ts'
import { reservedWords } from '../reserved-words.ts'

/** The form of an id in v1alpha1: hyphens between words were allowed, and usual. */
export const oldIdPattern = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/

/** `review-draft` for `reviewDraft`. */
export function hyphenated(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `reviewDraft` for `review-draft`; a word that conditions or other tools would misread gets `Node` behind it. */
export function camelCased(id: string): string {
  const joined = id.replace(/-([A-Za-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
  return reservedWords.has(joined.toLowerCase()) || reservedWords.has(joined) ? `${joined}Node` : joined
}

/** The v1 names of old ids: each its own, none that is taken, and none that is no id. */
export function newNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(ids.filter((id) => camelCased(id) === id))
  return new Map(ids.filter((id) => !taken.has(id)).map((id) => {
    const base = camelCased(id)
    let name = base
    for (let number = 2; taken.has(name) || !idPattern.test(name); number += 1) name = `${base.slice(0, 58)}${number}`
    taken.add(name)
    return [id, name]
  }))
}
