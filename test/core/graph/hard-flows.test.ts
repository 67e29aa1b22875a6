import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { tinyFlow } from './tiny-flow.ts'

const head = 'apiVersion: lumos/v1\nkind: Workflow\nmetadata: { name: hard, version: 1.0.0 }\n'
const start = 'start: { kind: start, channels: [email], stage: auto, then: a }'
const done = 'done: { kind: end, outcome: resolved, stage: auto }'

/** Codes and places, without what the surroundings of a tiny flow bring along. */
function told(text: string): readonly string[] {
  return checkSpec(text, roleCatalog).findings.filter(({ code }) => code !== 'LUM105' && code < 'LUM400').map(({ code, path }) => `${code} ${path.slice(path[2] === 'nodes' ? 3 : 0).join('.')}`.trim())
}

describe('files that hold next to nothing', () => {
  it.each([
    ['an empty file', '', ['LUM001']],
    ['a comment', '# nothing yet\n', ['LUM001']],
    ['a text', 'hello\n', ['LUM001']],
    ['a list', '- a\n- b\n', ['LUM001']],
    ['an envelope', head, ['LUM001 spec']],
    ['a spec without value', `${head}spec:\n`, ['LUM001 spec']],
    ['a spec without parts', `${head}spec: {}\n`, ['LUM001 spec.channels', 'LUM001 spec.models', 'LUM001 spec.agents', 'LUM001 spec.flow']],
    ['parts without values', `${head}spec:\n  channels:\n  models:\n  agents:\n  flow:\n`, ['LUM001 spec.channels', 'LUM001 spec.models', 'LUM001 spec.agents', 'LUM001 spec.flow']],
    ['a flow without nodes', `${head}spec:\n  channels: {}\n  models: {}\n  agents: {}\n  flow: { stages: {}, onError: { then: x }, nodes: {} }\n`, ['LUM101 spec.flow.onError.then']],
    ['a node without value', `${head}spec:\n  channels: {}\n  models: {}\n  agents: {}\n  flow: { stages: {}, onError: { then: x }, nodes: { a: } }\n`, ['LUM001 a']],
  ])('%s is told in a few findings', (_, text, expected) => {
    expect(told(text)).toEqual(expected)
  })
})

describe('flows that are being drawn', () => {
  it('are told what is not connected, and nothing that follows from it', () => {
    expect(told(tinyFlow(['start: { kind: start, channels: [email], stage: auto }', done]))).toEqual(['LUM108 start.then'])
    expect(told(tinyFlow([start, 'a: { kind: agent, agent: look, stage: auto }', done]))).toEqual(['LUM108 a.then'])
    expect(told(tinyFlow([start, 'a: { kind: message, stage: auto, text: Hello, await: { reply: 1h }, outcomes: { replied: done } }', done]))).toEqual(['LUM108 a.outcomes.timeout'])
  })

  it('are told that a block has no arms and no join, not that no end can be reached', () => {
    expect(told(tinyFlow([start, 'a: { kind: parallel, stage: auto, arms: [] }', done]))).toEqual(['LUM114 a', 'LUM114 a'])
  })

  it('may hold a card of every kind that nothing leads to', () => {
    const cards = ['d: { kind: decision, stage: auto, branches: [] }', 'p: { kind: parallel, stage: auto, arms: [] }', 'j: { kind: join, mode: all, stage: auto }', 'm: { kind: message, stage: auto, text: Hi }', 'w: { kind: wait, stage: auto, for: 1h }', 'l: { kind: agent, agent: look, stage: auto }']
    const found = told(tinyFlow([start.replace('then: a', 'then: done'), ...cards, done]))
    expect(found.filter((each) => each.startsWith('LUM102'))).toEqual(['d', 'p', 'j', 'm', 'w', 'l'].map((id) => `LUM102 ${id}`))
    expect(found.filter((each) => each.startsWith('LUM103'))).toEqual([])
  })
})

describe('hard shapes', () => {
  it('three blocks inside one another, with a loop in the innermost arm, are fine', () => {
    expect(told(tinyFlow([
      start,
      'a: { kind: parallel, stage: auto, arms: [{ id: one, then: b }, { id: two, then: l2 }], join: aj }',
      'b: { kind: parallel, stage: auto, arms: [{ id: three, then: l3 }, { id: four, then: c }], join: bj }',
      'c: { kind: parallel, stage: auto, arms: [{ id: five, then: l5 }, { id: six, then: t6 }], join: cj }',
      'l5: { kind: agent, agent: look, stage: auto, maxVisits: 2, onMaxVisits: cj, then: d5 }',
      'd5: { kind: decision, stage: auto, branches: [{ id: again, when: l5.confidence < 0.5, then: l5 }], default: cj }',
      't6: { kind: tool, tool: find, stage: auto, then: cj }',
      'cj: { kind: join, mode: all, stage: auto, then: after }',
      'after: { kind: decision, stage: auto, branches: [{ id: many, when: t6.count > 2, then: bj }], default: l4 }',
      'l4: { kind: agent, agent: look, stage: auto, then: bj }',
      'l3: { kind: agent, agent: look, stage: auto, then: bj }',
      'bj: { kind: join, mode: all, stage: auto, then: aj }',
      'l2: { kind: agent, agent: look, stage: auto, then: aj }',
      'aj: { kind: join, mode: all, stage: auto, then: last }',
      'last: { kind: decision, stage: auto, branches: [{ id: solved, when: l3.resolved && l2.resolved && t6.count > 0, then: done }], default: done }',
      done,
    ]))).toEqual([])
  })

  it('a block that leads into itself is told as such, and ends the check', () => {
    const found = told(tinyFlow([start, 'a: { kind: parallel, stage: auto, arms: [{ id: one, then: a }, { id: two, then: b }], join: j }', 'b: { kind: agent, agent: look, stage: auto, then: j }', 'j: { kind: join, mode: all, stage: auto, then: a }', done]))
    expect(found).toContain('LUM103 a')
    expect(found).toContain('LUM120 a')
  })

  it('a block that names itself as its join is told as such', () => {
    expect(told(tinyFlow([start, 'a: { kind: parallel, stage: auto, arms: [{ id: one, then: b }, { id: two, then: c }], join: a }', 'b: { kind: agent, agent: look, stage: auto, then: a }', 'c: { kind: agent, agent: look, stage: auto, then: a }', done]))).toContain('LUM114 a.join')
  })

  it('a circle without an exit is told once, not at every node that leads to it', () => {
    const found = told(tinyFlow([start, 'a: { kind: agent, agent: look, stage: auto, then: b }', 'b: { kind: agent, agent: look, stage: auto, then: c }', 'c: { kind: agent, agent: look, stage: auto, then: b, maxVisits: 3, onMaxVisits: b }', done]))
    expect(found.filter((each) => each.startsWith('LUM103'))).toEqual(['LUM103 b'])
  })

  it('names that every object has are just unknown names', () => {
    const found = told(tinyFlow([start.replace('then: a', 'then: constructor'), 'a: { kind: agent, agent: toString, stage: valueOf, then: done }', done]))
    expect(found).toEqual(['LUM101 start.then', 'LUM102 a', 'LUM201 a.agent', 'LUM201 a.stage'])
  })

  it('a chain of 5,000 nodes does not overflow the stack', () => {
    const nodes = Array.from({ length: 5000 }, (_, index) => `n${index}: { kind: decision, stage: auto, branches: [{ id: x, when: ticket.reopenCount > 1, then: ${index === 4999 ? 'done' : `n${index + 1}`} }], default: done }`)
    expect(told(tinyFlow([start.replace('then: a', 'then: n0'), ...nodes, done]))).toEqual([])
  }, 60_000)
})
