import { beforeEach, describe, expect, it } from 'vitest'
import { moveNodes } from '../../../core/document/edit-nodes.ts'
import { currentFlow, edit, finishGesture, isUnsaved, jumpInHistory, markWritten, redoEdit, setField, undoEdit } from '../../../renderer/state/flow-store.ts'
import type { OpenFlow } from '../../../renderer/state/flow-store.ts'
import { openSample } from '../sample-document.ts'

function flow(): OpenFlow {
  const shown = currentFlow()
  if (shown === undefined) throw new Error('A flow is open.')
  return shown
}

const title = (): string | undefined => flow().history.present.workflow.metadata.title

describe('the open flow', () => {
  beforeEach(() => void openSample(true))

  it('makes every edit of one gesture one step', () => {
    for (const x of [8, 16, 24]) edit('Move card', (document) => moveNodes(document, { triage: [x, 0] }), 'drag')
    finishGesture()
    edit('Move card', (document) => moveNodes(document, { triage: [400, 0] }), 'drag')
    expect(flow().history.past).toHaveLength(2)
    undoEdit()
    expect(flow().history.present.layout.nodes['triage']).toEqual([24, 0])
  })

  it('refuses what the format does not allow, says why, and leaves the flow as it is', () => {
    const before = flow().history.present
    expect(setField(['metadata', 'version'], 'one', 'Change version')).toContain('version')
    expect(flow().history.present).toBe(before)
  })

  it('clears a field that a form sets to undefined inside a record', () => {
    expect(setField(['spec', 'flow', 'nodes', 'draft'], { ...flow().history.present.workflow.spec.flow.nodes['draft'], maxVisits: undefined, onMaxVisits: undefined }, 'Change visit limit')).toBeNull()
    expect(Object.keys(flow().history.present.workflow.spec.flow.nodes['draft'] ?? {})).not.toContain('maxVisits')
  })

  it('is unsaved after an edit, and saved again after undoing it', () => {
    expect(isUnsaved(flow())).toBe(false)
    setField(['metadata', 'title'], 'Other', 'Rename flow')
    expect(isUnsaved(flow())).toBe(true)
    undoEdit()
    expect(isUnsaved(flow())).toBe(false)
    redoEdit()
    expect(title()).toBe('Other')
  })

  it('stays unsaved where the user edited on while it was written', () => {
    setField(['metadata', 'title'], 'First', 'Rename flow')
    const written = flow().history.present
    setField(['metadata', 'title'], 'Second', 'Rename flow')
    markWritten('sample', written, '/flows/other.lumos.yaml', 'digest')
    expect(isUnsaved(flow())).toBe(true)
    expect(flow().name).toBe('other.lumos.yaml')
  })

  it('goes back and forth through several steps at once', () => {
    for (const each of ['One', 'Two', 'Three']) setField(['metadata', 'title'], each, 'Rename flow')
    jumpInHistory(-2)
    expect(title()).toBe('One')
    jumpInHistory(2)
    expect(title()).toBe('Three')
  })
})

describe('a template that nobody touched', () => {
  it('holds no unsaved work, and does from the first edit on', () => {
    openSample(false)
    expect(isUnsaved(flow())).toBe(false)
    setField(['metadata', 'title'], 'Mine', 'Rename flow')
    expect(isUnsaved(flow())).toBe(true)
  })
})
