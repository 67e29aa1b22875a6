import type { AgentInput } from '../../core/engine/agent-contract.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import { z } from '../jitless-zod.ts'
import { sayCount, sayId, sayList } from '../say-score.ts'
import { requiredSkills } from './required-skills.ts'
import { route } from './route.ts'
import { summarise } from './summarise.ts'

/** Finds the team for a ticket by skill, availability and workload, and sums the conversation up for it. */
export const escalationRouting = defineAgent({
  type: 'escalationRouting',
  version: '1.0.0',
  palette: {
    family: 'people',
    title: 'Escalation routing',
    sentence: 'Finds the right team by skill, shift and workload, and sums up the conversation in five lines.',
    keywords: ['escalate', 'assign', 'team', 'skills', 'route', 'queue', 'workload', 'summary'],
  },
  outputs: { required: { team: 'teamRef', summary: 'string' }, defaults: { team: 'teamRef', summary: 'string' } },
  params: z.strictObject({}),
  fresh: (workflow) => ({
    title: 'Escalation routing',
    preferredModel: 'fast',
    instructions: 'Summarise the automated conversation for a human colleague in five lines.',
    routing: {
      requireSkills: skillPaths(workflow?.spec.agents ?? {}, workflow?.spec.flow.nodes ?? {}),
      strategy: 'weighted',
      weights: { skillLevel: 0.4, availability: 0.3, workload: 0.3 },
      whenNoneEligible: { queue: Object.keys(workflow?.spec.teams ?? {}).sort()[0] ?? 'tier1' },
    },
  }),
  describe(_settings, agent, workflow) {
    const teams = sayCount(Object.keys(workflow.spec.teams ?? {}).length, 'team')
    const skills = agent.routing?.requireSkills ?? []
    return skills.length === 0 ? `${teams}, by shift and workload` : `${teams}, by ${sayList(skills.map((path) => sayId(path.split('.').at(-1) ?? path).toLowerCase()))}, shift and workload`
  },
  signals: () => [],
  decide,
})

function decide(input: AgentInput): AgentFindings {
  const teams = input.workflow.spec.teams ?? {}
  const { skills, unknown } = requiredSkills(input.agent.routing?.requireSkills ?? [], input.context, teams)
  const chosen = route({
    teams,
    snapshots: input.teams,
    routing: input.agent.routing,
    skills,
    unknownSkills: unknown,
    channel: input.ticket.channel,
    language: input.ticket.language,
  })
  if (chosen.team === undefined) {
    return { kind: 'failed', code: 'LUMOS.NoTeamEligible', message: `${chosen.reasons.join(' ')} Add a team, or routing.whenNoneEligible to agent ${input.agentId}.` }
  }
  return { kind: 'outputs', outputs: { team: chosen.team, summary: summarise(input), via: chosen.via, skills }, reasons: chosen.reasons }
}

type Nodes = Readonly<Record<string, { readonly kind: string; readonly agent?: unknown; readonly as?: unknown }>>

// The name under which the workflow's own triage writes its issue type.
function skillPaths(agents: Readonly<Record<string, { readonly role: string }>>, nodes: Nodes): readonly string[] {
  const triage = Object.entries(nodes).find(([, node]) => node.kind === 'agent' && typeof node.agent === 'string' && agents[node.agent]?.role === 'ticketTriage')
  if (triage === undefined) return ['triage.issueType']
  return [`${typeof triage[1].as === 'string' ? triage[1].as : triage[0]}.issueType`]
}
