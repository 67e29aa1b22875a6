import type { SpecPath } from './finding.ts'
import type { TypeExpr } from './workflow.ts'

/** What is wrong with a parameter of an agent; the path starts inside `params`. */
export type ParamProblem = { readonly path: SpecPath; readonly message: string; readonly hint: string }

/** What a role demands of an agent's declaration. */
export type RoleContract = {
  readonly role: string
  readonly requiredOutputs: Readonly<Record<string, TypeExpr>>
  /** Gets `params` as declared, or undefined where the agent has none. */
  checkParams(params: unknown): readonly ParamProblem[]
  /** Names of parameters whose values are conditions (boolean); the linter compiles them like any other condition. */
  readonly conditionParams?: readonly string[]
}

/** The roles that exist; the agents room supplies them. */
export type RoleCatalog = {
  contractOf(role: string): RoleContract | undefined
  /** Every role, for suggestions. */
  readonly roles?: readonly string[]
}
