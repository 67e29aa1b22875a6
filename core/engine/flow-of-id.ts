import type { Work } from './work.ts'

/** The flow that a task or timer belongs to, and the id by which that flow knows it; undefined when the subflow has ended. */
export function flowOfId(work: Work, id: string): { readonly flow: Work; readonly id: string } | undefined {
  const slash = id.indexOf('/')
  if (slash < 0) return { flow: work, id }
  const subflow = work.subflows.find((run) => run.id === id.slice(0, slash))
  return subflow === undefined ? undefined : flowOfId(subflow.work, id.slice(slash + 1))
}
