import type { TraceEntry } from '../engine/trace-entry.ts'

/** The nodes and links that tickets pass, each with a number. */
export class MoveNames {
  readonly #codes = new Map<string, number>()
  readonly #names: string[] = []

  get size(): number {
    return this.#names.length
  }

  /** The codes of what a trace entry counts: links are odd, nodes are even. */
  codesOf(entry: TraceEntry): readonly number[] {
    const codes: number[] = []
    if (entry.edge !== undefined) codes.push(this.#codeOf(entry.edge, 'e') * 2 + 1)
    if (entry.kind === 'entered' || entry.kind === 'started' || entry.kind === 'join') codes.push(this.#codeOf(entry.node, 'n') * 2)
    return codes
  }

  /** The name behind a number (half of the code). */
  nameOf(number: number): string {
    return this.#names[number] ?? ''
  }

  #codeOf(name: string, kind: 'n' | 'e'): number {
    const key = kind + name
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    this.#codes.set(key, this.#names.length)
    this.#names.push(name)
    return this.#names.length - 1
  }
}

/** How often tickets of one replication passed each node and link, in the order in which they were first passed. */
export class MoveCounts {
  readonly #names: MoveNames
  #counts = new Int32Array(512)
  readonly #order: number[] = []

  constructor(names: MoveNames) {
    this.#names = names
  }

  /** Counts moves by their codes. */
  add(codes: readonly number[]): void {
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] ?? 0
      if (code >= this.#counts.length) this.#grow()
      const before = this.#counts[code] ?? 0
      if (before === 0) this.#order.push(code)
      this.#counts[code] = before + 1
    }
  }

  /** Counts what a trace entry says. */
  note(entry: TraceEntry): void {
    this.add(this.#names.codesOf(entry))
  }

  nodes(): ReadonlyMap<string, number> {
    return this.#part(0)
  }

  edges(): ReadonlyMap<string, number> {
    return this.#part(1)
  }

  #part(rest: 0 | 1): ReadonlyMap<string, number> {
    return new Map(this.#order.filter((code) => code % 2 === rest).map((code) => [this.#names.nameOf(code >> 1), this.#counts[code] ?? 0]))
  }

  #grow(): void {
    const counts = new Int32Array(Math.max(this.#counts.length * 2, this.#names.size * 2 + 2))
    counts.set(this.#counts)
    this.#counts = counts
  }
}
