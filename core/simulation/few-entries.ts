/** A map for a few entries at a time that come and go often: two short lists, made when the first one comes. */
export class FewEntries<Value> {
  #keys: string[] | null = null
  #values: Value[] | null = null

  get size(): number {
    return this.#keys?.length ?? 0
  }

  get(key: string): Value | undefined {
    return this.#keys === null ? undefined : this.#values?.[this.#keys.indexOf(key)]
  }

  set(key: string, value: Value): void {
    const keys = (this.#keys ??= [])
    const values = (this.#values ??= [])
    const at = keys.indexOf(key)
    if (at >= 0) values[at] = value
    else {
      keys.push(key)
      values.push(value)
    }
  }

  /** Takes an entry out; false when there was none. The others keep their order. */
  delete(key: string): boolean {
    const at = this.#keys?.indexOf(key) ?? -1
    if (at < 0 || this.#keys === null || this.#values === null) return false
    for (let index = at; index + 1 < this.#keys.length; index++) {
      this.#keys[index] = this.#keys[index + 1] ?? ''
      const next = this.#values[index + 1]
      if (next !== undefined) this.#values[index] = next
    }
    this.#keys.pop()
    this.#values.pop()
    return true
  }

  keys(): readonly string[] {
    return this.#keys ?? []
  }

  values(): readonly Value[] {
    return this.#values ?? []
  }
}
