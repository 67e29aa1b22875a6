/** A set of facts as bits; shorter ones lack the facts behind their end. */
export type FactSet = Uint32Array

/** Sets of names that are cheap to unite and to compare, also where a flow writes thousands of them. */
export type FactSets = {
  readonly of: (names: readonly string[]) => FactSet
  readonly union: (sets: readonly FactSet[]) => FactSet
  /** What all the sets hold; undefined where there is none of them. */
  readonly common: (sets: readonly FactSet[]) => FactSet | undefined
  readonly same: (left: FactSet, right: FactSet) => boolean
  /** A set to be asked by name. */
  readonly view: (set: FactSet | undefined) => Pick<ReadonlySet<string>, 'has'> | undefined
}

/** Makes sets over names that become known as they come. */
export function factSets(): FactSets {
  const places = new Map<string, number>()
  const placeOf = (name: string): number => {
    const place = places.get(name)
    if (place !== undefined) return place
    places.set(name, places.size)
    return places.size - 1
  }
  const of = (names: readonly string[]): FactSet => {
    const own = names.map(placeOf)
    const set = new Uint32Array((own.reduce((most, each) => Math.max(most, each), -1) >> 5) + 1)
    for (const place of own) set[place >> 5] = (set[place >> 5] ?? 0) | (1 << (place & 31))
    return set
  }
  const union = (sets: readonly FactSet[]): FactSet => {
    const all = new Uint32Array(sets.reduce((most, set) => Math.max(most, set.length), 0))
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
  const view = (set: FactSet | undefined): Pick<ReadonlySet<string>, 'has'> | undefined => set && {
    has: (name) => {
      const place = places.get(name)
      return place !== undefined && ((set[place >> 5] ?? 0) & (1 << (place & 31))) !== 0
    },
  }
  return { of, union, common, same, view }
}
