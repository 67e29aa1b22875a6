import { beforeEach, describe, expect, it } from 'vitest'
import { moveNodes } from '../../../core/document/edit-nodes.ts'
import type { Point } from '../../../core/document/edit-nodes.ts'
import { sizeOf } from '../../../renderer/canvas/placed-layout.ts'
import { alignSelection, deleteSelection, distributeSelection, nudgeSelection } from '../../../renderer/state/flow-actions.ts'
import { currentDocument, currentFlow, edit, finishGesture, undoEdit } from '../../../renderer/state/flow-store.ts'
import { select } from '../../../renderer/state/selection-store.ts'
import { openSample } from '../sample-document.ts'

const start: Readonly<Record<string, Point>> = { filter: [0, 0], triage: [400, 896], route: [904, 40] }
// Cards lie on a grid of eight pixels.
const grid = 8
const ids = Object.keys(start)

function placeOf(id: string): Point {
  const at = currentDocument()?.layout.nodes[id]
  if (at === undefined) throw new Error(`${id} has a place.`)
  return [at[0], at[1]]
}

describe('arranging what is chosen', () => {
  beforeEach(() => {
    const { workflow } = openSample(true)
    for (const id of ids) expect(Object.keys(workflow.spec.flow.nodes)).toContain(id)
    edit('Move cards', (document) => moveNodes(document, start))
    finishGesture()
    select({ nodes: ids })
  })

  it('puts left edges on one line and leaves heights alone', () => {
    alignSelection('left')
    expect(ids.map(placeOf)).toEqual([[0, 0], [0, 896], [0, 40]])
  })

  it('puts upper edges on one line', () => {
    alignSelection('top')
    expect(ids.map(placeOf)).toEqual([[0, 0], [400, 0], [904, 0]])
  })

  it('makes gaps equal across', () => {
    distributeSelection('across')
    expect(Math.abs(placeOf('triage')[0] - 452)).toBeLessThanOrEqual(grid / 2)
    expect([placeOf('filter'), placeOf('route')]).toEqual([start['filter'], start['route']])
  })

  it('makes gaps equal down although the cards differ in height', () => {
    const document = currentDocument()
    if (document === undefined) throw new Error('A flow is open.')
    distributeSelection('down')
    const [top, middle, bottom] = ['filter', 'route', 'triage'].map((id) => ({ from: placeOf(id)[1], to: placeOf(id)[1] + sizeOf(document.workflow, id).height }))
    if (top === undefined || middle === undefined || bottom === undefined) throw new Error('Three cards are chosen.')
    expect(sizeOf(document.workflow, 'route').height).toBeGreaterThan(sizeOf(document.workflow, 'triage').height)
    expect(Math.abs(middle.from - top.to - (bottom.from - middle.to))).toBeLessThanOrEqual(grid)
    expect([top.from, bottom.from]).toEqual([0, 896])
  })

  it('is one step back each', () => {
    const before = currentFlow()?.history.past.length ?? 0
    distributeSelection('across')
    expect(currentFlow()?.history.past).toHaveLength(before + 1)
    undoEdit()
    expect(ids.map(placeOf)).toEqual(Object.values(start))
  })

  it('moves by keys as one step while a key is held', () => {
    const before = currentFlow()?.history.past.length ?? 0
    nudgeSelection(8, 0)
    nudgeSelection(8, 0)
    expect(placeOf('triage')).toEqual([416, 896])
    expect(currentFlow()?.history.past).toHaveLength(before + 1)
  })
})

describe('deleting what is chosen', () => {
  beforeEach(() => void openSample(true))

  it('cuts a way without touching its cards', () => {
    const way = currentDocument()?.workflow.spec.flow.nodes['triage']
    expect(way?.kind === 'agent' ? way.then : undefined).toBeDefined()
    select({ edges: ['triage#then'] })
    deleteSelection()
    const after = currentDocument()?.workflow.spec.flow.nodes['triage']
    expect(after?.kind === 'agent' ? after.then : 'gone').toBeUndefined()
  })
})
