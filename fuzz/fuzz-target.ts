/** What one input did: a short name of the behaviour, so that an input that does something new is kept and mutated further. */
export type Behaviour = string

/** Something that must hold for every input. */
export type FuzzTarget = {
  readonly name: string
  /** Inputs to begin with. */
  readonly seeds: () => readonly string[]
  /** Words of the input's language, which random edits put in. */
  readonly words: readonly string[]
  /** The most characters that an input is made of. */
  readonly longest: number
  /** Runs one input; it throws where something that must hold does not. */
  readonly run: (input: string) => Behaviour
}

/** An input for which something that must hold does not. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** Throws `Broken` with a sentence unless a condition holds. */
export function mustHold(holds: boolean, sentence: () => string): void {
  if (!holds) throw new Broken(sentence())
}
