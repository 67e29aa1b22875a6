import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Expression } from '../engine/expression.ts'
import type { Program } from '../engine/program.ts'
import { isTimed } from './timed-terms.ts'

/** One place of a program where an expression stands. */
export type ProgramSite = { readonly expression: Expression; readonly timed: boolean; readonly ports: ConditionPorts | undefined; readonly reads: ReadonlySet<string> }

/** A program taken apart: its expressions, each at its place, and all the rest. Programs with the same rest differ in what stands at their places only. */
export type ProgramSites = { readonly sites: readonly ProgramSite[]; readonly siteOf: ReadonlyMap<Expression, number>; readonly rest: string }

/** Takes a program and its subflows apart. */
export function programSites(program: Program): ProgramSites {
  const sites: ProgramSite[] = []
  const siteOf = new Map<Expression, number>()
  const within = (inside: Program): unknown => {
    const visit = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value
      if (isExpression(value)) {
        if (!siteOf.has(value)) {
          siteOf.set(value, sites.length)
          sites.push({ expression: value, timed: isTimed(value.condition), ports: inside.ports, reads: new Set(value.condition.reads) })
        }
        return { site: siteOf.get(value), of: value.condition.type.kind }
      }
      if (value instanceof Map) return [...value].map(visit)
      if (value instanceof Set) return [...value].map(visit)
      if (Array.isArray(value)) return value.map(visit)
      if (isProgram(value)) return within(value)
      return Object.fromEntries(Object.entries(value).map(([name, field]: [string, unknown]) => [name, visit(field)]))
    }
    const { workflow: _workflow, ports: _ports, ...rest } = inside
    return visit(rest)
  }
  const rest = JSON.stringify(within(program))
  return { sites, siteOf, rest }
}

function isExpression(value: object): value is Expression {
  return 'condition' in value && 'reason' in value && 'reads' in value
}

function isProgram(value: object): value is Program {
  return 'workflow' in value && 'initialVars' in value && 'nodes' in value
}
