import { describe, expect, it } from 'vitest'
import { autoLayout } from '../../../core/graph/auto-layout.ts'
import { exampleDocument } from '../document/document-fixture.ts'

const { workflow } = exampleDocument()

describe('automatic layout', () => {
  it('places every card on the grid, no two on top of each other, and starts at the left', () => {
    const places = Object.entries(autoLayout(workflow))
    expect(places.length).toBe(Object.keys(workflow.spec.flow.nodes).length)
    for (const [, [x, y]] of places) expect([x % 8, y % 8]).toEqual([0, 0])
    const covered = places.flatMap(([a, [ax, ay]], i) => places.slice(i + 1).flatMap(([b, [bx, by]]) => (Math.abs(ax - bx) < 256 && Math.abs(ay - by) < 96 ? [`${a} and ${b}`] : [])))
    expect(covered).toEqual([])
    const left = Math.min(...places.map(([, [x]]) => x))
    expect(autoLayout(workflow)['intake']?.[0]).toBe(left)
  })

  it('keeps what the user placed and covers none of it', () => {
    const places = autoLayout(workflow, { fixed: { triage: [800, 400], filter: [480, 400] } })
    expect(places['triage']).toEqual([800, 400])
    expect(places['filter']).toEqual([480, 400])
    const others = Object.entries(places).filter(([id]) => id !== 'triage')
    for (const [, [x, y]] of others) expect(Math.abs(x - 800) < 256 && Math.abs(y - 400) < 96).toBe(false)
  })

  it('gives the same places for the same flow', () => {
    expect(autoLayout(workflow)).toEqual(autoLayout(workflow))
  })
})
