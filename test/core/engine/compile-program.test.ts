import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import { nodeAt, programsIn } from '../../../core/engine/programs-in.ts'
import { ProgramError } from '../../../core/engine/program-error.ts'
import { linksOf } from '../../../core/graph/links.ts'
import type { FlowNode, Workflow } from '../../../core/spec/workflow.ts'
import { exampleProgram, exampleWorkflow } from './example-program.ts'

const example = exampleWorkflow()

function withNode(id: string, change: (node: FlowNode) => FlowNode): Workflow {
  const node = example.spec.flow.nodes[id]
  if (node === undefined) throw new Error(`The example has no node ${id}.`)
  return { ...example, spec: { ...example.spec, flow: { ...example.spec.flow, nodes: { ...example.spec.flow.nodes, [id]: change(node) } } } }
}

function problemOf(workflow: Workflow): { readonly code: string; readonly path: string; readonly hint: string } {
  try {
    compileProgram(workflow)
  } catch (problem) {
    if (problem instanceof ProgramError) return { code: problem.code, path: problem.path, hint: problem.hint }
    throw problem
  }
  return { code: 'none', path: '', hint: '' }
}

describe('compiling the complete example', () => {
  const program = exampleProgram()

  it('gives each arm exactly the nodes from which its join is reached without leaving the block', () => {
    const arms = program.parallels.get('analyse')?.arms
    expect([...(arms?.get('kb')?.region ?? [])]).toEqual(['lookUp'])
    expect([...(arms?.get('account')?.region ?? [])]).toEqual(['account'])
    expect(arms?.get('kb')?.roots).toEqual(['kb'])
  })

  it('uses the same link ids as the graph', () => {
    const known = new Set(linksOf(example).map((link) => link.id))
    const used = [...program.nodes.values()].flatMap((node) => {
      const own = node.kind === 'decision' ? [...node.branches.map((branch) => branch.link), node.otherwise]
        : node.kind === 'parallel' ? node.arms.map((arm) => arm.link)
        : node.kind === 'human' || node.kind === 'message' || node.kind === 'wait' ? Object.values(node.outcomes)
        : node.kind === 'end' ? [] : [node.next]
      return [...own, ...node.catches.map((clause) => clause.link), ...(node.onMaxVisits === undefined ? [] : [node.onMaxVisits])].map((link) => link.edge)
    })
    const all = [...used, ...program.triggers.map((trigger) => trigger.link.edge), program.onError.edge]
    expect(all.filter((edge) => !known.has(edge))).toEqual([])
    expect([...known].filter((edge) => !all.includes(edge))).toEqual([])
  })

  it('names nodes by their title, or by their id in words', () => {
    expect(program.nodes.get('filter')?.label).toBe('Spam and auto-reply filter')
    expect(program.nodes.get('lookUp')?.label).toBe('Look up')
  })

  it('fills in the defaults of times and retries', () => {
    expect(program.nodes.get('bookCallback')?.timeoutMs).toBe(10_000)
    expect(program.nodes.get('manualTriage')?.timeoutMs).toBe(432_000_000)
    expect(program.nodes.get('close')).toMatchObject({ retry: { maxAttempts: 5, initialMs: 1000, factor: 2, maxMs: 60_000, jitter: true } })
    expect(program).toMatchObject({ agentCallBudget: 60, costBudgetUsd: 0.5, lifetimeMs: 2_592_000_000 })
    const { policies: _policies, ...bare } = example.spec
    expect(compileProgram({ ...example, spec: bare })).toMatchObject({ agentCallBudget: 100, costBudgetUsd: undefined, lifetimeMs: undefined })
  })
})

describe('a workflow that cannot be run', () => {
  it.each([
    ['a way out that leads nowhere', withNode('triage', (node) => (node.kind === 'agent' ? { ...node, then: undefined } : node)), 'PROGRAM_REFERENCE', 'flow.nodes.triage.then'],
    ['a way out to a node that does not exist', withNode('triage', (node) => (node.kind === 'agent' ? { ...node, then: 'nowhere' } : node)), 'PROGRAM_REFERENCE', 'flow.nodes.triage.then'],
    ['an agent that does not exist', withNode('triage', (node) => (node.kind === 'agent' ? { ...node, agent: 'nobody' } : node)), 'PROGRAM_REFERENCE', 'flow.nodes.triage.agent'],
    ['a join that is no join', withNode('analyse', (node) => (node.kind === 'parallel' ? { ...node, join: 'route' } : node)), 'PROGRAM_REFERENCE', 'flow.nodes.analyse.join'],
    ['a condition with a typing error', withNode('solved', (node) => (node.kind === 'decision' ? { ...node, branches: [{ id: 'yes', when: 'check.resolvd', then: 'qa' }] } : node)), 'PROGRAM_CONDITION', 'flow.nodes.solved.branches.yes.when'],
    ['a condition that is no yes or no', withNode('solved', (node) => (node.kind === 'decision' ? { ...node, branches: [{ id: 'yes', when: 'check.confidence', then: 'qa' }] } : node)), 'PROGRAM_CONDITION', 'flow.nodes.solved.branches.yes.when'],
    ['a limit without an exit', withNode('draft', (node) => ({ ...node, onMaxVisits: undefined })), 'PROGRAM_SHAPE', 'flow.nodes.draft'],
    ['people without a team', withNode('manualTriage', (node) => (node.kind === 'human' ? { ...node, team: undefined } : node)), 'PROGRAM_REFERENCE', 'flow.nodes.manualTriage.team'],
    ['a calendar that does not exist', withNode('handoff', (node) => ({ ...node, clock: 'lunar' })), 'PROGRAM_REFERENCE', 'flow.nodes.handoff.clock'],
    ['a subflow that is not at hand', withNode('triage', () => ({ kind: 'subflow', stage: 'automated', workflow: 'other', version: '1.0.0', then: 'analyse' })), 'PROGRAM_REFERENCE', 'flow.nodes.triage.workflow'],
  ])('%s is refused with its place and a hint', (_, workflow, code, path) => {
    const problem = problemOf(workflow)
    expect(problem).toMatchObject({ code, path })
    expect(problem.hint.length).toBeGreaterThan(10)
  })
})

describe('workflows that run one another', () => {
  const named = (name: string, runs?: string, version = '1.0.0'): Workflow => ({
    ...withNode('bookCallback', (node) => (runs === undefined ? node : { kind: 'subflow', stage: 'automated', workflow: runs, version: '^1.0.0', then: 'escalate' })),
    metadata: { ...example.metadata, name, version },
  })
  const refusal = (workflow: Workflow, atHand: readonly Workflow[]): string => {
    try {
      compileProgram(workflow, undefined, undefined, atHand)
    } catch (problem) {
      if (problem instanceof ProgramError) return problem.message
    }
    return 'compiled'
  }

  it('are compiled together, each once', () => {
    const last = named('last')
    const program = compileProgram(named('first', 'second'), undefined, undefined, [named('second', 'last'), last, named('last', undefined, '2.0.0')])
    expect([...programsIn(program).keys()]).toEqual(['second@1.0.0', 'last@1.0.0'])
    expect(nodeAt(program, 'bookCallback/bookCallback/draft')?.kind).toBe('agent')
    expect(nodeAt(program, 'draft/draft')).toBeUndefined()
  })

  it.each([
    ['itself', [named('first', 'first')], 'the workflow runs itself: first → first.'],
    ['itself by way of another', [named('first', 'second'), named('second', 'first')], 'the workflow runs itself: first → second → first.'],
    ['one that is not at hand', [], 'there is no workflow "second" at hand.'],
    ['a version that is not at hand', [named('second', undefined, '2.1.0')], 'no version of workflow "second" fits ^1.0.0; at hand: 2.1.0.'],
    ['one that cannot be run', [{ ...named('second'), spec: { ...example.spec, flow: { ...example.spec.flow, onError: { then: 'nowhere' } } } }], 'flow.nodes.bookCallback/flow.onError.then: there is no node "nowhere".'],
  ])('cannot run %s', (_, atHand, message) => {
    expect(refusal(named('first', atHand[0]?.metadata.name === 'first' && atHand.length === 1 ? 'first' : 'second'), atHand)).toContain(message)
  })

  it('refuse an approval by a team that is not there, and a range that is none', () => {
    const policies = { approvals: [{ id: 'money', tools: ['scheduleCallback'], team: 'nobody', timeout: '1h', onTimeout: 'deny' as const }] }
    expect(refusal({ ...example, spec: { ...example.spec, policies } }, [])).toContain('policies.approvals.money.team: there is no team "nobody".')
    expect(refusal(withNode('bookCallback', () => ({ kind: 'subflow', stage: 'automated', workflow: 'second', version: 'latest', then: 'escalate' })), [])).toContain('"latest" is no version and no range of versions.')
  })
})
