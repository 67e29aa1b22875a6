import type { EngineState } from './engine-state.ts'

/** The state of the flow that a task or timer belongs to: the ticket's own, or that of the subflow whose place stands before the id. */
export function stateAt(state: EngineState, id: string): EngineState | undefined {
  const slash = id.indexOf('/')
  if (slash < 0) return state
  const subflow = state.subflows.find((run) => run.id === id.slice(0, slash))
  return subflow === undefined ? undefined : stateAt(subflow.state, id.slice(slash + 1))
}
