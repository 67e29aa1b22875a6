/** Sets of skills by number; 0 is the empty set. A set keeps the order in which it is asked for. */
export class SkillSets {
  readonly #ids = new Map<string, number>([['', 0]])
  readonly #sets: (readonly string[])[] = [[]]

  /** The number of a set. */
  idOf(skills: readonly string[]): number {
    if (skills.length === 0) return 0
    const name = skills.join('\u0000')
    let id = this.#ids.get(name)
    if (id === undefined) {
      id = this.#sets.length
      this.#ids.set(name, id)
      this.#sets.push([...skills])
    }
    return id
  }

  /** The skills of a set. */
  of(id: number): readonly string[] {
    return this.#sets[id] ?? []
  }
}
