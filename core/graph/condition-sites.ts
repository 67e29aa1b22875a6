import type { ConditionType } from '../conditions/condition-type.ts'
import type { SpecPath } from '../spec/finding.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import type { TypeExpr, Workflow } from '../spec/workflow.ts'
import { conditionTypeOf } from './condition-type-of.ts'

/** When a condition is evaluated, which decides what is surely there to be read. */
export type SiteMoment =
  /** `set`: when the node has done its work and computes its variables. */
  | { readonly kind: 'before' | 'set' | 'error'; readonly node: string }
  | { readonly kind: 'trigger'; readonly index: number }
  /** At any time: nothing but what is always there can be counted on, and absence is handled by who asks. */
  | { readonly kind: 'free' }

/** A place of the file that holds a condition or an expression. */
export type ConditionSite = {
  readonly path: SpecPath
  readonly text: string
  readonly expected: 'bool' | 'any' | ConditionType
  readonly moment: SiteMoment
  /** How the place is called in a sentence. */
  readonly where: string
}

type Add = (path: SpecPath, text: string | undefined, where: string, moment: SiteMoment, expected?: ConditionSite['expected']) => void

function nodeSites(workflow: Workflow, teams: readonly string[], add: Add): void {
  const variables: Readonly<Record<string, TypeExpr>> = workflow.spec.context?.vars ?? {}
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) {
    const path = ['spec', 'flow', 'nodes', id]
    const before: SiteMoment = { kind: 'before', node: id }
    node.catch?.forEach((clause, index) => add([...path, 'catch', index, 'when'], clause.when, `catch of ${id}`, { kind: 'error', node: id }))
    for (const [name, text] of Object.entries(node.set ?? {})) {
      const type = variables[name.slice('vars.'.length)]
      add([...path, 'set', name], text, `set ${name} of ${id}`, { kind: 'set', node: id }, type === undefined ? 'any' : conditionTypeOf(type, teams))
    }
    switch (node.kind) {
      case 'start':
        add([...path, 'when'], node.when, `start ${id}`, before)
        break
      case 'decision':
        node.branches.forEach((branch, index) => add([...path, 'branches', index, 'when'], branch.when, `rule ${branch.id} of ${id}`, before))
        break
      case 'parallel':
        node.arms.forEach((arm, index) => add([...path, 'arms', index, 'when'], arm.when, `arm ${arm.id} of ${id}`, before))
        break
      case 'agent':
      case 'tool':
        for (const [name, text] of Object.entries(node.input ?? {})) add([...path, 'input', name], text, `input ${name} of ${id}`, before, 'any')
        break
      case 'wait':
        add([...path, 'until'], node.until, `wait ${id}`, { kind: 'free' })
        break
      case 'human':
        add([...path, 'teamFrom'], node.teamFrom, `teamFrom of ${id}`, before, { kind: 'teamRef', values: teams })
        break
      default:
        break
    }
  }
}

/** Every condition and expression of a workflow, with where and when it is evaluated. */
export function conditionSites(workflow: Workflow, roles: RoleCatalog): readonly ConditionSite[] {
  const sites: ConditionSite[] = []
  const add: Add = (path, text, where, moment, expected = 'bool') => {
    if (text !== undefined) sites.push({ path, text, expected, moment, where })
  }
  const { spec } = workflow
  const free: SiteMoment = { kind: 'free' }
  spec.slas?.forEach((sla, index) => add(['spec', 'slas', index, 'when'], sla.when, `SLA ${sla.id}`, free))
  spec.policies?.approvals?.forEach((approval, index) => add(['spec', 'policies', 'approvals', index, 'when'], approval.when, `approval ${approval.id}`, free))
  spec.triggers?.forEach((trigger, index) => {
    add(['spec', 'triggers', index, 'when'], trigger.when, `trigger ${trigger.id}`, { kind: 'trigger', index })
    add(['spec', 'triggers', index, 'rearm'], trigger.rearm, `rearm of trigger ${trigger.id}`, { kind: 'trigger', index })
  })
  for (const [id, agent] of Object.entries(spec.agents)) {
    agent.routing?.requireSkills.forEach((path, index) => add(['spec', 'agents', id, 'routing', 'requireSkills', index], path, `requireSkills of agent ${id}`, free, 'any'))
    for (const name of roles.contractOf(agent.role)?.conditionParams ?? []) {
      const text = agent.params?.[name]
      if (typeof text === 'string') add(['spec', 'agents', id, 'params', name], text, `parameter ${name} of agent ${id}`, free)
    }
  }
  nodeSites(workflow, Object.keys(spec.teams ?? {}), add)
  return sites
}
