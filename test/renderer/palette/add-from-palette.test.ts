import { beforeEach, describe, expect, it } from 'vitest'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { documentText } from '../../../core/document/flow-document.ts'
import { roleCatalog } from '../../../agents/registry.ts'
import { addFromPalette } from '../../../renderer/palette/add-from-palette.ts'
import { paletteItems } from '../../../renderer/palette/palette-items.ts'
import { currentDocument, currentFlow } from '../../../renderer/state/flow-store.ts'
import { select, useSelection } from '../../../renderer/state/selection-store.ts'
import { openSample } from '../sample-document.ts'

describe('adding from the palette', () => {
  beforeEach(() => void openSample(true))

  it.each(paletteItems.map((item) => [item.title, item.id]))('“%s” lands where it is dropped, chosen, as one step, in a file that can be read', (_title, id) => {
    addFromPalette(id, [9000, 2000])
    const document = currentDocument()
    expect(currentFlow()?.history.past).toHaveLength(1)
    expect(document === undefined ? ['closed'] : checkSpec(documentText(document), roleCatalog).findings.filter((finding) => finding.code < 'LUM100')).toEqual([])
    const { nodes, trigger } = useSelection.getState()
    expect(nodes.length + (trigger === null ? 0 : 1)).toBe(1)
    const places: Readonly<Record<string, unknown>> = { ...document?.layout.nodes, 'note.note': document?.layout.notes?.['note']?.at }
    if (nodes[0] !== undefined) expect(places[nodes[0]]).toEqual([9000, 2000])
  })

  it('goes between the chosen card and the one it led to', () => {
    select({ nodes: ['check'] })
    addFromPalette('message', null)
    const [added] = useSelection.getState().nodes
    const nodes = currentDocument()?.workflow.spec.flow.nodes ?? {}
    expect(nodes['check']).toMatchObject({ then: added })
    expect(JSON.stringify(nodes[added ?? ''])).toContain('solved')
  })
})
