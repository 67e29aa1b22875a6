import { foldedWords } from '../fold-text.ts'
import { editDistance } from './edit-distance.ts'

/** A product as the user lists it. */
export type Product = { readonly name: string; readonly aliases: readonly string[] }

/** A product found in a text: the words that named it, the alias they stand for, and how many letters differ. */
export type ProductMention = { readonly product: string; readonly words: string; readonly alias: string; readonly distance: number; readonly mentions: number }

type Hit = { readonly product: string; readonly alias: string; readonly start: number; readonly length: number; readonly distance: number }

/** The products that a text names, by exact or slightly misspelt aliases: most often named first, then earliest named. */
export function findProducts(text: string, products: readonly Product[]): readonly ProductMention[] {
  const words = foldedWords(text)
  const hits = products.flatMap((product) => [product.name, ...product.aliases].flatMap((alias) => hitsOf(words, product.name, alias)))
  // A longer name wins over a shorter one that lies inside it ("door sensor" over "door").
  const ranked = [...hits].sort((one, other) => other.length - one.length || one.distance - other.distance || one.start - other.start || compare(one.product, other.product))
  const taken = new Set<number>()
  const kept: Hit[] = []
  for (const hit of ranked) {
    const places = Array.from({ length: hit.length }, (_, offset) => hit.start + offset)
    if (places.some((place) => taken.has(place))) continue
    for (const place of places) taken.add(place)
    kept.push(hit)
  }
  const byProduct = new Map<string, Hit[]>()
  for (const hit of kept.sort((one, other) => one.start - other.start)) byProduct.set(hit.product, [...(byProduct.get(hit.product) ?? []), hit])
  return [...byProduct.values()]
    .flatMap((found) => {
      const best = found.reduce((one, other) => (other.distance < one.distance ? other : one))
      return [{ product: best.product, words: words.slice(best.start, best.start + best.length).join(' '), alias: best.alias, distance: best.distance, mentions: found.length, first: found[0]?.start ?? 0 }]
    })
    .sort((one, other) => other.mentions - one.mentions || one.first - other.first)
    .map(({ product, words: said, alias, distance, mentions }) => ({ product, words: said, alias, distance, mentions }))
}

function hitsOf(words: readonly string[], product: string, alias: string): readonly Hit[] {
  const parts = foldedWords(alias)
  const target = parts.join('')
  if (target === '') return []
  const hits: Hit[] = []
  for (const length of [parts.length, parts.length + 1, parts.length - 1]) {
    if (length < 1) continue
    for (let start = 0; start + length <= words.length; start += 1) {
      const said = words.slice(start, start + length).join('')
      const distance = distanceTo(said, target, length === parts.length ? allowedErrors(target) : 0)
      if (distance !== undefined) hits.push({ product, alias, start, length, distance })
    }
  }
  return hits
}

function distanceTo(said: string, target: string, allowed: number): number | undefined {
  if (said === target || said === `${target}s`) return 0
  // "T2" and "T3" are two products, and a slip rarely hits the first letter.
  if (allowed === 0 || said[0] !== target[0] || digits(said) !== digits(target)) return undefined
  const distance = editDistance(said, target, allowed)
  return distance <= allowed ? distance : undefined
}

function allowedErrors(target: string): number {
  if (target.length < 5) return 0
  return target.length < 9 ? 1 : 2
}

function digits(text: string): string {
  return text.replace(/\D+/g, '')
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
