/** A set of facts as bits; shorter ones lack the facts behind their end. */
export type FactSet = Uint32Array

/** Sets of names that are cheap to unite and to compare, also where a flow writes thousands of them. */
export type FactSets = {
  readonly of: (names: readonly string[]) => FactSet
  readonly union: (sets: readonly FactSet[]) => FactSet
  /** What all the sets hold; undefined where there is none of them. */
  readonly common: (sets: readonly FactSet[]) => FactSet | undefined
  readonly same: (left: FactSet, right: FactSet) => boolean
  readonly names: (set: FactSet | undefined) => ReadonlySet<string> | undefined
}

/** Makes sets over names that become known as they come. */
export function factSets(): FactSets {
  const places = new Map<string, number>()
  const known: string[] = []
  const shown = new WeakMap<FactSet, ReadonlySet<string>>()
  const placeOf = (name: string): number => {
    const place = places.get(name)
    if (place !== undefined) return place
    places.set(name, known.length)
    return known.push(name) - 1
  }
  const of = (names: readonly string[]): FactSet => {
    const own = names.map(placeOf)
    const set = new Uint32Array((Math.max(-1, ...own) >> 5) + 1)
    for (const place of own) set[place >> 5] = (set[place >> 5] ?? 0) | (1 << (place & 31))
    return set
  }
  const union = (sets: readonly FactSet[]): FactSet => {
    const all = new Uint32Array(Math.max(0, ...sets.map((set) => set.length)))
    for (const set of sets) for (let word = 0; word < set.length; word += 1) all[word] = (all[word] ?? 0) | (set[word] ?? 0)
    return all
  }
  const common = (sets: readonly FactSet[]): FactSet | undefined => {
    const [first, ...rest] = sets
    if (first === undefined || rest.length === 0) return first
    const all = first.slice()
    for (const set of rest) for (let word = 0; word < all.length; word += 1) all[word] = (all[word] ?? 0) & (set[word] ?? 0)
    return all
  }
  const same = (left: FactSet, right: FactSet): boolean => {
    for (let word = 0; word < Math.max(left.length, right.length); word += 1) if ((left[word] ?? 0) !== (right[word] ?? 0)) return false
    return true
  }
  const names = (set: FactSet | undefined): ReadonlySet<string> | undefined => {
    if (set === undefined) return undefined
    const before = shown.get(set)
    if (before !== undefined) return before
    const named = new Set<string>()
    for (let word = 0; word < set.length; word += 1) {
      const bits = set[word] ?? 0
      for (let bit = 0; bits !== 0 && bit < 32; bit += 1) {
        const name = (bits & (1 << bit)) === 0 ? undefined : known[(word << 5) + bit]
        if (name !== undefined) named.add(name)
      }
    }
    shown.set(set, named)
    return named
  }
  return { of, union, common, same, names }
}
