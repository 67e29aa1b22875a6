const MOST_ENTRIES = 50_000
const MOST_CHARACTERS = 32_000_000

/** A pure function of a text that remembers what it found: the same text is read by many agents, for every replication anew. */
export function remember<Found extends string | object>(read: (text: string) => Found): (text: string) => Found {
  const known = new Map<string, Found>()
  let characters = 0
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = read(text)
    characters += text.length
    if (known.size >= MOST_ENTRIES || characters > MOST_CHARACTERS) {
      known.clear()
      characters = text.length
    }
    known.set(text, found)
    return found
  }
}
