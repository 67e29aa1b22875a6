import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Program, ProgramNode } from './program.ts'

/** The programs of all subflows of a program, by name and version. */
export function programsIn(program: Program): ReadonlyMap<string, Program> {
  const found = new Map<string, Program>()
  collect(program, found)
  return found
}

function collect(program: Program, found: Map<string, Program>): void {
  for (const node of program.nodes.values()) {
    if (node.kind !== 'subflow' || found.has(node.program.key)) continue
    found.set(node.program.key, node.program)
    collect(node.program, found)
  }
}

/** A program whose conditions, and those of its subflows, ask these ports for opening hours and zones. */
export function withPorts(program: Program, portsOf: (program: Program) => ConditionPorts): Program {
  const nodes = new Map([...program.nodes].map(([id, node]) => [id, node.kind === 'subflow' ? { ...node, program: withPorts(node.program, portsOf) } : node]))
  return { ...program, nodes, ports: portsOf(program) }
}

/** The node that a trace entry names: `refund/check` is node `check` of the workflow that node `refund` runs. */
export function nodeAt(program: Program, path: string): ProgramNode | undefined {
  const slash = path.indexOf('/')
  if (slash < 0) return program.nodes.get(path)
  const node = program.nodes.get(path.slice(0, slash))
  return node?.kind === 'subflow' ? nodeAt(node.program, path.slice(slash + 1)) : undefined
}
