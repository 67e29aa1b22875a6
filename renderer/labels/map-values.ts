import type { EnumTypeExpr } from '../../core/spec/workflow.ts'

/** What becomes of a column's value: a label there is, a new one, or nothing. */
export type Target = { readonly kind: 'label'; readonly id: string } | { readonly kind: 'new' } | { readonly kind: 'out' }

/** A label that learning brings in. */
export type NewLabel = { readonly id: string; readonly title: string }

/** Values with fewer tickets are left out at first: there is nothing to learn from. */
const FEWEST = 5

/** The label whose id or title a value is; otherwise a new one, where the value is frequent enough. */
export function firstTarget(value: string, count: number, type: EnumTypeExpr): Target {
  const wanted = squeeze(value)
  const id = type.values.find((each) => squeeze(each) === wanted || squeeze(type.labels?.[each]?.title ?? '') === wanted)
  if (id !== undefined) return { kind: 'label', id }
  return count < FEWEST ? { kind: 'out' } : { kind: 'new' }
}

/** The new labels that targets ask for, each with an id that no other label has. */
export function newLabels(values: readonly string[], type: EnumTypeExpr): Readonly<Record<string, NewLabel>> {
  const taken = new Set(type.values)
  const found: Record<string, NewLabel> = {}
  for (const value of values) {
    const wanted = idOf(value)
    let id = wanted
    for (let next = 2; taken.has(id); next++) id = `${wanted}${next}`
    taken.add(id)
    found[value] = { id, title: titleOf(value) }
  }
  return found
}

function idOf(value: string): string {
  const [first = '', ...rest] = value.split(/[^A-Za-z0-9]+/u).filter((word) => word !== '')
  const id = first.charAt(0).toLowerCase() + first.slice(1) + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return id === '' ? 'label' : /^[0-9]/u.test(id) ? `label${id}` : id
}

function titleOf(value: string): string {
  const words = value.replace(/[_-]+/gu, ' ').trim()
  return words === '' ? value : words.charAt(0).toUpperCase() + words.slice(1)
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
