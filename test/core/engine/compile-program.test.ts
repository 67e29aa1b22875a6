import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
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
    expect(program.agentCallBudget).toBe(60)
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
