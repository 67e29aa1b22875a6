import { describe, expect, it } from 'vitest'
import { moveNodes } from '../../../core/document/edit-nodes.ts'
import { endGesture, isDirty, markSaved, record, redo, startHistory, undo } from '../../../core/document/history.ts'
import { exampleDocument } from './document-fixture.ts'

const first = exampleDocument()
const second = moveNodes(first, { triage: [8, 8] })
const third = moveNodes(second, { triage: [16, 16] })

describe('history', () => {
  it('undoes and redoes whole documents', () => {
    const history = record(record(startHistory(first, true), second, 'Move'), third, 'Move')
    const back = undo(undo(history))
    expect(back.present).toBe(first)
    expect(redo(back).present).toBe(second)
    expect(redo(redo(back)).present).toBe(third)
  })

  it('makes one drag one step', () => {
    const history = record(record(startHistory(first, true), second, 'Move', 'drag-1'), third, 'Move', 'drag-1')
    expect(history.past.length).toBe(1)
    expect(undo(history).present).toBe(first)
  })

  it('starts a new step after a gesture has ended', () => {
    const history = record(endGesture(record(startHistory(first, true), second, 'Move', 'drag-1')), third, 'Move', 'drag-1')
    expect(history.past.length).toBe(2)
  })

  it('forgets what was undone when something new is done', () => {
    const history = record(undo(record(startHistory(first, true), second, 'Move')), third, 'Move')
    expect(redo(history)).toBe(history)
  })

  it('is dirty exactly while the present is not the document that was written', () => {
    const history = record(startHistory(first, true), second, 'Move')
    expect(isDirty(startHistory(first, true))).toBe(false)
    expect(isDirty(startHistory(first, false))).toBe(true)
    expect(isDirty(history)).toBe(true)
    expect(isDirty(markSaved(history, second))).toBe(false)
    expect(isDirty(record(markSaved(history, second), third, 'Move'))).toBe(true)
    expect(isDirty(undo(history))).toBe(false)
  })

  it('records nothing for an edit that changed nothing', () => {
    const history = startHistory(first, true)
    expect(record(history, first, 'Move')).toBe(history)
  })
})
