import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circlesAmong } from '../../../core/graph/cycles.ts'
import { flowGraph } from '../../../core/graph/flow-graph.ts'
import { parallelRegions } from '../../../core/graph/regions.ts'
import type { WorstCalls } from '../../../core/graph/worst-calls.ts'
import { worstCalls } from '../../../core/graph/worst-calls.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { exampleText } from '../spec/workflow-files.ts'
import { tinyFlow } from './tiny-flow.ts'

function worstOf(text: string): WorstCalls {
  const { workflow, findings } = parseSpec(text)
  if (workflow === undefined) throw new Error(findings.map((finding) => finding.message).join('\n'))
  const graph = flowGraph(workflow)
  return worstCalls(workflow, graph, parallelRegions(workflow, graph))
}

const start = 'start: { kind: start, channels: [email], stage: auto, then: a }'
const done = 'done: { kind: end, outcome: resolved, stage: auto }'

/** A node of a random flow: where it leads, and how often it may be passed before it leads to its exit. */
type Walked = { readonly to: readonly number[]; readonly bound: number | undefined; readonly exit: number }

/** Tries every walk, one after the other. */
function longestWalk(flow: readonly Walked[], at: number, left: readonly number[]): number {
  const node = flow[at]
  if (node === undefined) return 0
  const spent = node.bound !== undefined && left[at] === 0
  const next = left.map((count, index) => (index === at && !spent ? count - 1 : count))
  return spent ? longestWalk(flow, node.exit, next) : 1 + Math.max(0, ...node.to.map((target) => longestWalk(flow, target, next)))
}

describe('worstCalls', () => {
  it('counts the example as a person does', () => {
    const worst = worstOf(exampleText)
    expect(worst.exact).toBe(true)
    expect(Object.fromEntries([...worst.at].map(([id, { visits, each }]) => [id, `${visits} × ${each}`]))).toEqual({
      filter: '1 × 1', triage: '8 × 3', lookUp: '11 × 1', draft: '3 × 1', check: '3 × 1', escalate: '6 × 1', handoff: '5 × 1', qa: '1 × 1',
    })
    expect(worst.calls).toBe(54)
  })

  it.each([
    ['a straight way', ['a: { kind: agent, agent: look, stage: auto, then: done }'], 1],
    ['attempts', ['a: { kind: agent, agent: look, stage: auto, retry: {}, then: done }'], 3],
    ['the dearer of two ways', ['a: { kind: decision, stage: auto, branches: [{ id: x, when: "true", then: b }], default: c }', 'b: { kind: agent, agent: look, stage: auto, then: done }', 'c: { kind: agent, agent: look, stage: auto, retry: { maxAttempts: 2 }, then: done }'], 2],
    ['an error route behind a failed agent', ['a: { kind: agent, agent: look, stage: auto, catch: [{ errors: ["LUMOS.*"], then: b }], then: done }', 'b: { kind: agent, agent: look, stage: auto, then: done }'], 2],
    ['a loop of its own', ['a: { kind: agent, agent: look, stage: auto, maxVisits: 7, onMaxVisits: done, then: a }'], 7],
    ['an exit that is dear', ['a: { kind: agent, agent: look, stage: auto, maxVisits: 2, onMaxVisits: b, then: a }', 'b: { kind: agent, agent: look, stage: auto, then: done }'], 3],
    ['all arms of a block, each time', ['a: { kind: parallel, stage: auto, maxVisits: 3, onMaxVisits: done, arms: [{ id: one, then: b }, { id: two, then: c }], join: j }', 'b: { kind: agent, agent: look, stage: auto, then: j }', 'c: { kind: agent, agent: look, stage: auto, retry: { maxAttempts: 2 }, then: j }', 'j: { kind: join, mode: all, stage: auto, then: a }'], 9],
    ['a loop inside an arm, which counts anew in every run of the block', ['a: { kind: parallel, stage: auto, maxVisits: 2, onMaxVisits: done, arms: [{ id: one, then: b }, { id: two, then: t }], join: j }', 'b: { kind: agent, agent: look, stage: auto, maxVisits: 4, onMaxVisits: j, then: b }', 't: { kind: tool, tool: find, stage: auto, then: j }', 'j: { kind: join, mode: all, stage: auto, then: a }'], 8],
    ['a flow without agents', ['a: { kind: tool, tool: find, stage: auto, then: done }'], 0],
  ])('counts %s', (_, nodes, calls) => {
    expect(worstOf(tinyFlow([start, ...nodes, done])).calls).toBe(calls)
  })

  it('says "or more" where the loops allow too many ways to try them all', () => {
    const nodes = Array.from({ length: 12 }, (_, index) => `${'abcdefghijkl'[index] ?? ''}: { kind: agent, agent: look, stage: auto, as: r${index}, maxVisits: 900, onMaxVisits: done, catch: [{ errors: ["LUMOS.*"], then: a }], then: ${'bcdefghijkla'[index] ?? ''} }`)
    const worst = worstOf(tinyFlow([start, ...nodes, done]))
    expect(worst.exact).toBe(false)
    expect(worst.calls).toBeGreaterThan(100)
    expect(worst.calls).toBeLessThanOrEqual(12 * 900)
  })

  it('finds what trying every walk finds', () => {
    const size = 4
    const walked = fc.record({ to: fc.array(fc.nat(size), { minLength: 1, maxLength: 2 }), bound: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }), exit: fc.nat(size) })
    fc.assert(fc.property(fc.array(walked, { minLength: size, maxLength: size }), (flow) => {
      const name = (index: number): string => (index < size ? ['a', 'b', 'c', 'd'][index] ?? 'done' : 'done')
      const circle = (next: (node: Walked) => readonly number[]): boolean => circlesAmong(flow.map((_, index) => name(index)), (id) => { const node = flow['abcd'.indexOf(id)]; return node === undefined ? [] : next(node).map(name) }).length > 0
      // Only flows that the other rules allow: every circle has a bound, also once all bounds are used up.
      fc.pre(!circle((node) => (node.bound === undefined ? node.to : [])) && !circle((node) => (node.bound === undefined ? node.to : [node.exit])))
      const nodes = flow.map(({ to: [first = size, second], bound, exit }, index) =>
        `${name(index)}: { kind: agent, agent: look, as: r${index}, stage: auto${second === undefined ? '' : `, catch: [{ errors: ["LUMOS.*"], then: ${name(second)} }]`}${bound === undefined ? '' : `, maxVisits: ${bound}, onMaxVisits: ${name(exit)}`}, then: ${name(first)} }`)
      expect(worstOf(tinyFlow([start, ...nodes, done])).calls).toBe(longestWalk(flow, 0, flow.map((node) => node.bound ?? 0)))
    }), { numRuns: 150 })
  })
})
