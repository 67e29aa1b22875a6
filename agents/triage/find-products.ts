import { foldedWords } from '../fold-text.ts'
import type { EntityMention } from './entity-mention.ts'
import { editDistance } from './edit-distance.ts'

/** A product as the user lists it. */
export type Product = { readonly name: string; readonly aliases: readonly string[] }

/** A product found in a text: the words that named it, the alias they stand for, how many letters differ, and every place where it is named. */
export type ProductMention = { readonly product: string; readonly words: string; readonly alias: string; readonly distance: number; readonly mentions: number; readonly places: readonly EntityMention[] }

type Hit = { readonly product: string; readonly alias: string; readonly start: number; readonly length: number; readonly distance: number }

/** The products that a text names, by exact or slightly misspelt aliases: most often named first, then earliest named. */
export function findProducts(text: string, products: readonly Product[]): readonly ProductMention[] {
  const index = indexOf(products)
  if (index.length === 0) return []
  const said = wordsWithPlaces(text)
  const words = said.map((word) => word.folded)
  const all = index.flatMap((row) => hitsOf(words, row))
  const exact = new Set(all.filter((hit) => hit.distance === 0).flatMap(placesOf))
  // A name that is written right is not part of a longer one that is written wrong.
  const hits = all.filter((hit) => hit.distance === 0 || !placesOf(hit).some((place) => exact.has(place)))
  // A longer name wins over a shorter one that lies inside it ("door sensor" over "door").
  const ranked = [...hits].sort((one, other) => other.length - one.length || one.distance - other.distance || one.start - other.start || compare(one.product, other.product))
  const taken = new Set<number>()
  const kept: Hit[] = []
  for (const hit of ranked) {
    const places = placesOf(hit)
    if (places.some((place) => taken.has(place))) continue
    for (const place of places) taken.add(place)
    kept.push(hit)
  }
  const byProduct = new Map<string, Hit[]>()
  for (const hit of kept.sort((one, other) => one.start - other.start)) byProduct.set(hit.product, [...(byProduct.get(hit.product) ?? []), hit])
  const placeOf = (hit: Hit): EntityMention => ({ kind: 'product', value: hit.product, start: said[hit.start]?.start ?? 0, end: said[hit.start + hit.length - 1]?.end ?? 0 })
  return [...byProduct.values()]
    .flatMap((found) => {
      const best = found.reduce((one, other) => (other.distance < one.distance ? other : one))
      return [{ product: best.product, words: words.slice(best.start, best.start + best.length).join(' '), alias: best.alias, distance: best.distance, mentions: found.length, places: found.map(placeOf), first: found[0]?.start ?? 0 }]
    })
    .sort((one, other) => other.mentions - one.mentions || one.first - other.first)
    .map(({ product, words: named, alias, distance, mentions, places }) => ({ product, words: named, alias, distance, mentions, places }))
}

function placesOf({ start, length }: Hit): readonly number[] {
  return Array.from({ length }, (_, offset) => start + offset)
}

type PlacedWord = { readonly folded: string; readonly start: number; readonly end: number }

/** The words of a text as names are compared, each with its place. */
function wordsWithPlaces(text: string): readonly PlacedWord[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]{1,2}(?![\p{L}]))?/gu)].flatMap((match) => {
    const folded = foldedWords(match[0]).join('')
    return folded === '' ? [] : [{ folded, start: match.index, end: match.index + match[0].length }]
  })
}

type Target = { readonly product: string; readonly alias: string; readonly parts: number; readonly joined: string; readonly digits: string; readonly allowed: number }

/** The aliases that rows of some length can stand for: exactly, by the joined words, or nearly, by their first letter. */
type Row = { readonly length: number; readonly exact: ReadonlyMap<string, readonly Target[]>; readonly near: ReadonlyMap<string, readonly Target[]> }

/** Below this a slip of one letter makes another word of a name ("Slack", "black"). */
const shortest = 6
const safeLength = 9

const knownRows = new WeakMap<readonly Product[], readonly Row[]>()

function indexOf(products: readonly Product[]): readonly Row[] {
  const known = knownRows.get(products)
  if (known !== undefined) return known
  const targets = products.flatMap((product) =>
    [product.name, ...product.aliases].flatMap((alias) => {
      const parts = foldedWords(alias)
      const joined = parts.join('')
      return joined === '' ? [] : [{ product: product.name, alias, parts: parts.length, joined, digits: digits(joined), allowed: allowedErrors(joined) }]
    }),
  )
  const longest = targets.reduce((most, target) => Math.max(most, target.parts + 1), 0)
  const rows = Array.from({ length: longest }, (_, place): Row => {
    const length = place + 1
    // "door bell" and "doorbell" are one name, so a row may have one word more or less than the alias.
    const exact = targets.filter((target) => Math.abs(target.parts - length) <= 1).flatMap((target) => [[target.joined, target] as const, [`${target.joined}s`, target] as const])
    const near = targets.filter((target) => target.allowed > 0 && (target.parts === length || (target.joined.length >= safeLength && Math.abs(target.parts - length) === 1))).map((target) => [target.joined.charAt(0), target] as const)
    return { length, exact: grouped(exact), near: grouped(near) }
  })
  knownRows.set(products, rows)
  return rows
}

function grouped(pairs: readonly (readonly [string, Target])[]): ReadonlyMap<string, readonly Target[]> {
  const groups = new Map<string, Target[]>()
  for (const [key, target] of pairs) groups.set(key, [...(groups.get(key) ?? []), target])
  return groups
}

function hitsOf(words: readonly string[], row: Row): readonly Hit[] {
  const hits: Hit[] = []
  for (let start = 0; start + row.length <= words.length; start += 1) {
    let said = words[start] ?? ''
    for (let next = 1; next < row.length; next += 1) said += words[start + next] ?? ''
    for (const target of row.exact.get(said) ?? []) hits.push({ product: target.product, alias: target.alias, start, length: row.length, distance: 0 })
    for (const target of row.near.get(said.charAt(0)) ?? []) {
      const distance = distanceTo(said, target)
      if (distance !== undefined) hits.push({ product: target.product, alias: target.alias, start, length: row.length, distance })
    }
  }
  return hits
}

// "T2" and "T3" are two products, and a slip rarely hits the first letter.
function distanceTo(said: string, target: Target): number | undefined {
  if (Math.abs(said.length - target.joined.length) > target.allowed || said === target.joined || digits(said) !== target.digits) return undefined
  const distance = editDistance(said, target.joined, target.allowed)
  return distance <= target.allowed ? distance : undefined
}

function allowedErrors(target: string): number {
  if (target.length < shortest) return 0
  return target.length < safeLength ? 1 : 2
}

function digits(text: string): string {
  return text.replace(/\D+/g, '')
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
