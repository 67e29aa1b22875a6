import { describe, expect, it } from 'vitest'
import { linksOf } from '../../../core/graph/links.ts'
import { canvasModel } from '../../../renderer/canvas/canvas-model.ts'
import { placedLayout } from '../../../renderer/canvas/placed-layout.ts'
import { sampleDocument } from '../sample-document.ts'

const document = sampleDocument()
const quiet = { footer: false, errorRoutes: false, focus: new Set<string>() }

describe('the canvas of the customer support template', () => {
  const model = canvasModel(document.workflow, placedLayout(document), quiet)

  it('has one card for each node and one bolt for each trigger', () => {
    expect(model.nodes.filter((node) => node.type === 'card').map((node) => node.id).sort()).toEqual(Object.keys(document.workflow.spec.flow.nodes).sort())
    expect(model.nodes.filter((node) => node.type === 'trigger')).toHaveLength(document.workflow.spec.triggers?.length ?? 0)
  })

  it('names its ways as a run counts them', () => {
    const ids = new Set(linksOf(document.workflow).map((link) => link.id))
    expect(model.edges.filter((edge) => !ids.has(edge.id)).map((edge) => edge.id)).toEqual([])
  })

  it('hides error routes until they are asked for, or their card is chosen', () => {
    const aside = (options: Partial<typeof quiet>): number => canvasModel(document.workflow, placedLayout(document), { ...quiet, ...options }).edges.filter((edge) => edge.data?.kind === 'aside').length
    expect(aside({})).toBe(0)
    expect(aside({ focus: new Set(['triage']) })).toBe(1)
    expect(aside({ errorRoutes: true })).toBeGreaterThan(5)
  })

  it('frames the parallel block and says what it waits for', () => {
    const frame = model.nodes.find((node) => node.type === 'frame')
    expect(frame?.type === 'frame' ? frame.data.title : '').toBe('In parallel: 2 of 3, “Search the help centre” required')
  })

  it('says rules in words on decision cards', () => {
    const route = model.nodes.find((node) => node.id === 'route')
    const rows = route?.type === 'card' ? route.data.card.rows.map((row) => row.text) : []
    expect(rows[0]).toBe('Issue type is Security and privacy')
    expect(rows.at(-1)).toBe('Otherwise')
  })

  it('lets every card and way speak its name', () => {
    expect([...model.nodes.filter((node) => node.type === 'card' || node.type === 'trigger'), ...model.edges].filter((each) => (each.ariaLabel ?? '') === '')).toEqual([])
  })
})

describe('places', () => {
  it('gives a card without a place one that covers no other', () => {
    const { triage: _triage, ...nodes } = document.layout.nodes
    const layout = placedLayout({ ...document, layout: { ...document.layout, nodes } })
    const at = layout.nodes['triage']
    expect(at).toBeDefined()
    const covers = Object.entries(layout.nodes).filter(([id, other]) => id !== 'triage' && at !== undefined && Math.abs(other[0] - at[0]) < 256 && Math.abs(other[1] - at[1]) < 56)
    expect(covers).toEqual([])
  })
})
