import type { LintRule } from '../lint-context.ts'

/** LUM208: an agent reads a memory before it writes it. */
export const blindMemory: LintRule = ({ workflow, report }) =>
  Object.entries(workflow.spec.agents).flatMap(([id, { memory }]) =>
    (memory?.write ?? []).flatMap((name, index) => (memory?.read?.includes(name) === true ? [] : [report('LUM208', { agent: id, memory: name }, ['spec', 'agents', id, 'memory', 'write', index])])))
