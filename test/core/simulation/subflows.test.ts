import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { RunReport, TicketRun } from '../../../core/simulation/run-report.ts'
import type { FlowNode, Workflow } from '../../../core/spec/workflow.ts'
import { specDigest } from '../../../core/spec/digest.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { runSimulation, smallFlow, ticketOf } from './small-flow.ts'

const monday = '2026-03-02T10:00:00Z'
const calendars = { always: { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }] } }

function withNodes(workflow: Workflow, name: string, nodes: Readonly<Record<string, FlowNode>>, more: object = {}): Workflow {
  const { spec } = workflow
  return workflowSchema.parse({ ...workflow, metadata: { name, version: '1.0.0' }, spec: { ...spec, ...more, flow: { ...spec.flow, nodes } } })
}

/** The small flow as a subflow of one that has neither agents nor the team of its own. */
function around(child: Workflow): Workflow {
  const { agents: _agents, teams: _teams, ...spec } = smallFlow.spec
  return withNodes({ ...smallFlow, spec: { ...spec, agents: {}, teams: {} } }, 'outer', {
    intake: { kind: 'start', stage: 'main', channels: ['email', 'chat'], then: 'inner' },
    inner: { kind: 'subflow', stage: 'main', workflow: child.metadata.name, version: '1.x', then: 'how' },
    how: { kind: 'decision', stage: 'main', branches: [{ id: 'solved', when: 'nodes.inner.outcome == "resolved"', then: 'done' }], default: 'lost' },
    done: { kind: 'end', stage: 'main', outcome: 'resolved' },
    lost: { kind: 'end', stage: 'main', outcome: 'unresolved' },
  }, { flow: { ...smallFlow.spec.flow, onError: { then: 'lost' } } })
}

function withLastResort(workflow: Workflow, then: string): Workflow {
  return { ...workflow, spec: { ...workflow.spec, flow: { ...workflow.spec.flow, onError: { then } } } }
}

function run(workflow: Workflow, atHand: readonly Workflow[], ids: readonly string[]): { readonly report: RunReport; readonly tickets: readonly TicketRun[] } {
  return runSimulation({ workflow, program: compileProgram(workflow, undefined, undefined, atHand), tickets: ids.map((id) => ticketOf(id, monday, id.startsWith('hard') ? { description: `hard ${id}` } : {})) })
}

describe('a simulated flow with a subflow', () => {
  const workflow = withLastResort(around(smallFlow), 'lost')
  const { report, tickets } = run(workflow, [smallFlow], ['a', 'hard'])

  it('asks the agents of the other workflow and staffs its teams', () => {
    expect(tickets.map((ticket) => [ticket.id, ticket.outcome])).toEqual([['a', 'resolvedAutomatically'], ['hard', 'resolvedByPerson']])
    expect(report.flow.nodes).toMatchObject({ 'inner/sort': 2, 'inner/person': 1, inner: 2, done: 2 })
  })

  it('names the other workflow with its digest', () => {
    expect(report.manifest.subflows).toEqual({ 'small@1.0.0': specDigest(smallFlow) })
  })

  it('says why a ticket went to people inside', () => {
    expect(tickets[1]?.why).toContain('It went to people because “Way” took the default')
  })

  it('comes to what the other workflow comes to alone', () => {
    const alone = runSimulation({ workflow: smallFlow, tickets: ['a', 'hard'].map((id) => ticketOf(id, monday, id === 'hard' ? { description: 'hard hard' } : {})) })
    expect(tickets.map(({ outcome, firstResponseAnyAt, resolvedAt }) => ({ outcome, firstResponseAnyAt, resolvedAt }))).toEqual(alone.tickets.map(({ outcome, firstResponseAnyAt, resolvedAt }) => ({ outcome, firstResponseAnyAt, resolvedAt })))
  })

  it('measures the time of the other workflow on its own calendars', () => {
    const nodes: Readonly<Record<string, FlowNode>> = {
      door: { kind: 'start', stage: 'main', channels: ['email', 'chat'], then: 'rest' },
      rest: { kind: 'wait', stage: 'main', for: '2h', clock: 'office', then: 'open' },
      open: { kind: 'decision', stage: 'main', branches: [{ id: 'night', when: 'isOpen("office", timestamp("2026-03-02T02:00:00Z"))', then: 'person' }], default: 'lost' },
      person: { kind: 'human', stage: 'main', task: 'conversation', team: 'desk', outcomes: { resolved: 'done' } },
      done: { kind: 'end', stage: 'main', outcome: 'resolved' },
      lost: { kind: 'end', stage: 'main', outcome: 'unresolved' },
    }
    const child = withLastResort(withNodes(smallFlow, 'night', nodes, { calendars: { office: calendars.always }, slas: [] }), 'lost')
    const late = runSimulation({ workflow: withLastResort(around(child), 'lost'), program: compileProgram(withLastResort(around(child), 'lost'), undefined, undefined, [child]), tickets: [ticketOf('a', '2026-03-02T20:00:00Z')] })
    const rest = late.tickets[0]?.trace.find((entry) => entry.node === 'inner/open' && entry.edge !== undefined)
    expect(rest?.at).toBe(Date.parse('2026-03-02T22:00:00Z'))
    expect(late.tickets[0]?.trace.some((entry) => entry.edge === 'inner/open#night')).toBe(true)
  })
})

describe('a simulated tool that needs an approval', () => {
  it('waits for a person of the team, and goes the error route when that person denies it', () => {
    const tools = { refund: { description: 'Pays back.', effect: 'external', scopes: ['pay'] } }
    const policies = { approvals: [{ id: 'money', tools: ['refund'], team: 'desk', timeout: '5d', onTimeout: 'deny' }] }
    const nodes: Readonly<Record<string, FlowNode>> = {
      intake: { kind: 'start', stage: 'main', channels: ['email', 'chat'], then: 'pay' },
      pay: { kind: 'tool', stage: 'main', tool: 'refund', catch: [{ errors: ['LUMOS.ToolDenied'], then: 'denied' }], then: 'person' },
      person: { kind: 'human', stage: 'main', task: 'conversation', team: 'desk', outcomes: { resolved: 'done' } },
      done: { kind: 'end', stage: 'main', outcome: 'resolved' },
      denied: { kind: 'end', stage: 'main', outcome: 'unresolved' },
    }
    const workflow = withNodes(smallFlow, 'approved', nodes, { tools, policies })
    const { report, tickets } = run(workflow, [], Array.from({ length: 40 }, (_, index) => `t${index}`))
    const denied = tickets.filter((ticket) => ticket.trace.some((entry) => entry.edge === 'pay#catch.0')).length
    const paid = tickets.filter((ticket) => ticket.trace.some((entry) => entry.edge === 'pay#then')).length
    expect(denied).toBeGreaterThan(0)
    expect(paid).toBeGreaterThan(denied)
    expect(denied + paid).toBe(40)
    expect(tickets.every((ticket) => (ticket.trace.find((entry) => entry.node === 'pay' && entry.kind === 'approval')?.at ?? 0) < (ticket.trace.at(-1)?.at ?? 0))).toBe(true)
    expect(report.assumptions.map((assumption) => assumption.id)).toContain('people.toolApproval')
  })
})
