import { canonicalJson } from '../spec/digest.ts'
import type { AgentSpec, Workflow } from '../spec/workflow.ts'
import { workflowSchema } from '../spec/workflow.ts'

/** What an agent sees of its workflow, and a number that says which of the agents met so far it is. */
export type AgentVersion = { readonly workflow: Workflow; readonly number: number }

/**
 * Tells agents of different forms of a flow apart. Agents see the workflow without its conditions, its promises, its hours, the
 * number of its people and the settings of other agents, so that an agent is the same, and decides the same, wherever nothing else has
 * changed. Who is at work and what is promised for a ticket reaches them by the ticket's context and the teams as they are.
 */
export class AgentVersions {
  readonly #views = new Map<string, Workflow>()
  readonly #numbers = new Map<string, number>()

  /** The version of an agent of a workflow. */
  of(workflow: Workflow): (agentId: string, agent: AgentSpec) => AgentVersion {
    const { text, view } = this.#viewOf(workflow)
    return (agentId, agent) => {
      const name = `${text}\u0000${agentId}\u0000${canonicalJson(agent)}`
      const number = this.#numbers.get(name) ?? this.#numbers.size
      this.#numbers.set(name, number)
      return { workflow: view, number }
    }
  }

  #viewOf(workflow: Workflow): { readonly text: string; readonly view: Workflow } {
    const bare = workflowSchema.safeParse({ ...workflow, spec: { ...withoutConditions(withoutStaffing(workflow.spec)), agents: withoutSettings(workflow.spec.agents) } })
    const view = bare.success ? bare.data : workflow
    const text = canonicalJson(view)
    const known = this.#views.get(text) ?? view
    this.#views.set(text, known)
    return { text, view: known }
  }
}

const CONDITIONS: ReadonlySet<string> = new Set(['when', 'rearm', 'until'])

function withoutConditions(value: object): object {
  const visit = (name: string, field: unknown): unknown => {
    if (typeof field === 'string') return CONDITIONS.has(name) ? 'true' : field
    if (Array.isArray(field)) return field.map((item: unknown) => visit('', item))
    return typeof field === 'object' && field !== null ? withoutConditions(field) : field
  }
  return Object.fromEntries(Object.entries(value).map(([name, field]: [string, unknown]) => [name, visit(name, field)]))
}

function withoutSettings(agents: Workflow['spec']['agents']): Workflow['spec']['agents'] {
  return Object.fromEntries(Object.entries(agents).map(([id, { params: _params, ...agent }]) => [id, agent]))
}

function withoutStaffing({ slas: _slas, calendars = {}, teams = {}, ...spec }: Workflow['spec']): object {
  return {
    ...spec,
    calendars: Object.fromEntries(Object.keys(calendars).map((id) => [id, { timezone: 'UTC', open: [{ days: ['mon'], from: '00:00', to: '24:00' }] }])),
    teams: Object.fromEntries(Object.entries(teams).map(([id, team]) => [id, { ...team, shifts: team.shifts.map((shift) => ({ ...shift, headcount: 1 })) }])),
  }
}
