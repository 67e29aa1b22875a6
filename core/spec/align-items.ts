import type { JsonValue } from './json-value.ts'

/** How a list changed: an item kept or changed in place, taken out, or put in. */
export type ItemChange =
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number }

/** Whether two plain values are equal; keys without a value do not count. */
export function sameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((item: JsonValue, index) => sameJson(item, right[index]))
  }
  const one = new Map(Object.entries(left))
  const other = new Map(Object.entries(right))
  return one.size === other.size && [...one].every(([key, item]) => other.has(key) && sameJson(item, other.get(key)))
}

function idOf(value: JsonValue | undefined): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value).find(([key]) => key === 'id')?.[1]
}

function isSameItem(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  const id = idOf(left)
  return id !== undefined || idOf(right) !== undefined ? id === idOf(right) : sameJson(left, right)
}

/** Whether a value was probably made from another: one text from another, or maps that share at least half of their entries. */
export function isAlike(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return typeof left !== 'object' && typeof right !== 'object'
  if (Array.isArray(left) || Array.isArray(right)) return Array.isArray(left) && Array.isArray(right)
  const one = new Map(Object.entries(left))
  const other = new Map(Object.entries(right))
  const keys = new Set([...one.keys(), ...other.keys()])
  return [...keys].filter((key) => one.has(key) && sameJson(one.get(key), other.get(key))).length * 2 >= keys.size
}

/** Finds the smallest change from one list to another, in order; items with an `id` are the same while the id is. */
export function alignItems(before: readonly JsonValue[], after: readonly JsonValue[]): readonly ItemChange[] {
  const lengths: number[][] = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const current = lengths[row]
      if (current === undefined) continue
      current[column] = isSameItem(before[row], after[column])
        ? (lengths[row + 1]?.[column + 1] ?? 0) + 1
        : Math.max(lengths[row + 1]?.[column] ?? 0, current[column + 1] ?? 0)
    }
  }
  const changes: ItemChange[] = []
  let gapBefore: number[] = []
  let gapAfter: number[] = []
  const goesElsewhere = (index: number): boolean => after.some((item) => isSameItem(before[index], item))
  const comesFromElsewhere = (index: number): boolean => before.some((item) => isSameItem(item, after[index]))
  // What lies between two kept items was probably changed in place, unless it only moved.
  const closeGap = (): void => {
    const free = gapAfter.filter((index) => !comesFromElsewhere(index))
    const partners = new Map<number, number>()
    for (const index of gapBefore) {
      const partner = goesElsewhere(index) ? undefined : free.find((candidate) => isAlike(before[index], after[candidate]))
      if (partner === undefined) continue
      partners.set(partner, index)
      // Partners keep their order, or what is read would come out in another one.
      free.splice(0, free.indexOf(partner) + 1)
    }
    const kept = new Set(partners.values())
    changes.push(...gapBefore.filter((index) => !kept.has(index)).map((index) => ({ kind: 'removed', before: index }) as const))
    changes.push(...gapAfter.map((index) => {
      const partner = partners.get(index)
      return partner === undefined ? ({ kind: 'added', after: index }) as const : ({ kind: 'same', before: partner, after: index }) as const
    }))
    gapBefore = []
    gapAfter = []
  }
  let row = 0
  let column = 0
  while (row < before.length || column < after.length) {
    const down = lengths[row + 1]?.[column] ?? -1
    const right = column < after.length ? (lengths[row]?.[column + 1] ?? -1) : -1
    if (row < before.length && column < after.length && isSameItem(before[row], after[column])) {
      closeGap()
      changes.push({ kind: 'same', before: row, after: column })
      row += 1
      column += 1
    } else if (row < before.length && (column >= after.length || down >= right)) {
      gapBefore.push(row)
      row += 1
    } else {
      gapAfter.push(column)
      column += 1
    }
  }
  closeGap()
  return changes
}
