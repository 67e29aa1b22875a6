import { create } from 'zustand'

/** What is chosen on the canvas: cards, ways (as `source#port`), or a trigger by its id. */
export type Selection = { readonly nodes: readonly string[]; readonly edges: readonly string[]; readonly trigger: string | null }

type SelectionState = Selection & {
  /** A place the canvas shall show; the number makes asking twice possible. */
  readonly reveal: { readonly nodes: readonly string[]; readonly asked: number } | null
  /** Cards and ways lit up by hovering or by a trace step. */
  readonly litNodes: ReadonlySet<string>
  readonly litEdges: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/** The selection of the shown flow. */
export const useSelection = create<SelectionState>(() => ({ nodes: [], edges: [], trigger: null, reveal: null, litNodes: none, litEdges: none }))

/** Chooses exactly these. */
export function select(selection: Partial<Selection>): void {
  useSelection.setState({ nodes: [], edges: [], trigger: null, ...selection })
}

/** Chooses nothing. */
export function clearSelection(): void {
  select({})
}

/** Chooses cards and brings them into view. */
export function locate(nodes: readonly string[]): void {
  select({ nodes })
  reveal(nodes)
}

/** Brings cards into view; none means the whole flow. */
export function reveal(nodes: readonly string[]): void {
  useSelection.setState((state) => ({ reveal: { nodes, asked: (state.reveal?.asked ?? 0) + 1 } }))
}

/** Lights cards and ways; empty lists put the light out. */
export function light(nodes: readonly string[], edges: readonly string[]): void {
  useSelection.setState({ litNodes: nodes.length === 0 ? none : new Set(nodes), litEdges: edges.length === 0 ? none : new Set(edges) })
}
