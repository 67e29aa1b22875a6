import { describe, expect, it } from 'vitest'
import { circleIn, loopsWithout } from '../../../core/graph/cycles.ts'
import { flowGraph } from '../../../core/graph/flow-graph.ts'
import { presenceOf } from '../../../core/graph/presence.ts'
import { reachableFrom, reaching, wayTo } from '../../../core/graph/reachability.ts'
import { parallelRegions, sureArms } from '../../../core/graph/regions.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { exampleText } from '../spec/workflow-files.ts'

function read(text = exampleText) {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('the text has no workflow')
  const graph = flowGraph(workflow)
  return { workflow, graph, regions: parallelRegions(workflow, graph) }
}

describe('parallelRegions', () => {
  it('finds the arms of a block, what they write and where they join', () => {
    const [region] = read().regions
    expect(region).toMatchObject({ id: 'analyse', joinId: 'analysed' })
    expect(region?.arms.map((arm) => ({ id: arm.id, nodes: [...arm.nodes], roots: [...arm.roots], exits: arm.exits.map((link) => link.id), ends: arm.ends }))).toEqual([
      { id: 'kb', nodes: ['lookUp'], roots: ['kb'], exits: ['lookUp#then'], ends: [] },
      { id: 'similar', nodes: ['similar'], roots: ['similar'], exits: ['similar#then'], ends: [] },
      { id: 'account', nodes: ['account'], roots: ['account'], exits: ['account#then'], ends: [] },
    ])
  })

  it.each([
    ['a quorum with a required arm', 'mode: quorum ', 'mode: quorum ', ['kb']],
    ['a quorum without', 'require: [kb] ', 'require: [] ', []],
    ['all, going on when time is up', 'mode: quorum                     # all | any | quorum\n        count: 2\n', 'mode: all\n', ['kb']],
    ['a quorum that cannot go on early', '        timeout: 30s\n        onTimeout: proceed               # fail | proceed with what has arrived (at least one arm)\n', '', ['kb']],
  ])('knows which arms are surely done: %s', (_what, from, to, sure) => {
    const [region] = read(exampleText.replace(from, to)).regions
    expect(region === undefined ? [] : [...sureArms(region)]).toEqual(sure)
  })

  it('counts on every arm without a condition where the join waits for all', () => {
    const text = exampleText.replace('mode: quorum                     # all | any | quorum\n        count: 2\n', 'mode: all\n').replace('        onTimeout: proceed               # fail | proceed with what has arrived (at least one arm)\n', '')
    const [region] = read(text).regions
    expect(region === undefined ? [] : [...sureArms(region)]).toEqual(['kb', 'similar'])
  })
})

describe('presenceOf', () => {
  const { workflow, graph, regions } = read()
  const presence = presenceOf(workflow, graph, regions)

  it.each<[node: string, present: readonly string[], absent: readonly string[]]>([
    ['intake', [], ['filter', 'triage']],
    ['genuine', ['filter'], ['triage']],
    // A person can send a ticket back that a trigger took away before the filter was done.
    ['triage', [], ['filter', 'triage', 'kb']],
    ['route', ['triage', 'kb'], ['similar', 'account', 'draft']],
    ['answer', ['triage', 'kb', 'draft'], ['check']],
    ['solved', ['check', 'draft'], ['escalation']],
    ['handoff', ['escalation'], ['triage', 'draft']],
    ['manualTriage', [], ['triage', 'escalation', 'error']],
    ['qaGate', [], ['qa']],
  ])('knows what is surely there at %s', (node, present, absent) => {
    const facts = presence.before(node)
    expect(present.filter((root) => facts?.has(root) !== true)).toEqual([])
    expect(absent.filter((root) => facts?.has(root) === true)).toEqual([])
  })

  it('knows nothing of nodes that no ticket reaches', () => {
    const lone = read(exampleText.replace('      sideDone:', '      lonely: { kind: end, outcome: none, stage: side }\n      sideDone:'))
    expect(presenceOf(lone.workflow, lone.graph, lone.regions).before('lonely')).toBeUndefined()
  })
})

describe('reachability and loops', () => {
  const { workflow, graph } = read()

  it('walks forwards, backwards, and around', () => {
    expect(reachableFrom(graph, ['qaGate']).has('resolved')).toBe(true)
    expect(reachableFrom(graph, ['qaGate']).has('triage')).toBe(false)
    expect(reaching(graph, ['dropped'])).toEqual(new Set(['dropped', 'genuine', 'filter', 'intake']))
    expect(wayTo(graph, ['intake'], 'triage', new Set())).toEqual(['intake', 'filter', 'genuine', 'triage'])
    expect(wayTo(graph, ['intake'], 'triage', new Set(['genuine']))).toBeUndefined()
  })

  it('finds no loop without a bound in the example, and the ones that its bounds cut', () => {
    const { nodes } = workflow.spec.flow
    expect(loopsWithout(graph, (id) => nodes[id]?.maxVisits !== undefined)).toEqual([])
    const [loop = []] = loopsWithout(graph, () => false)
    expect(loop).toContain('triage')
    const circle = circleIn(graph, loop)
    expect(circle[0]).toBe(circle.at(-1))
    for (const [index, id] of circle.slice(0, -1).entries()) expect(graph.outOf(id).map((link) => link.target)).toContain(circle[index + 1])
  })
})
