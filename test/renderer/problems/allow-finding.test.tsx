// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentText, openDocument } from '../../../core/document/flow-document.ts'
import type { Finding } from '../../../core/spec/finding.ts'
import { AllowFinding } from '../../../renderer/problems/allow-finding.tsx'
import { check } from '../../../renderer/state/findings-store.ts'
import { addFlow, currentDocument, undoEdit, useFlows } from '../../../renderer/state/flow-store.ts'
import { sampleDocument } from '../sample-document.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

function openWithUnusedCalendar(): void {
  const text = documentText(sampleDocument()).replace('  models:\n', '    idle: { timezone: UTC, open: [{ days: [mon], from: "09:00", to: "10:00" }] }\n\n  models:\n')
  const opened = openDocument(text, null)
  if (opened.kind === 'unreadable') throw new Error('The sample cannot be read.')
  useFlows.setState({ flows: [], currentId: null })
  addFlow({ docId: 'sample', path: null, name: 'sample.lumos.yaml', digest: null, document: opened.document, onDisk: false })
}

function textNow(): string {
  const document = currentDocument()
  if (document === undefined) throw new Error('A flow is open.')
  return documentText(document)
}

describe('allowing a finding', () => {
  let root: Root
  let place: HTMLElement
  let unused: Finding

  beforeEach(() => {
    openWithUnusedCalendar()
    const found = check().find((finding) => finding.code === 'LUM105')
    if (found === undefined) throw new Error('The calendar is reported.')
    unused = found
    place = document.createElement('div')
    document.body.append(place)
    root = createRoot(place)
    act(() => root.render(<AllowFinding finding={unused} />))
  })

  afterEach(() => {
    act(() => root.unmount())
    place.remove()
  })

  const answer = (reason: string): void => {
    act(() => place.querySelector('button')?.click())
    const field = place.querySelector('input')
    if (field === null) throw new Error('The reason is asked for.')
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, reason)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    act(() => void field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })))
  }

  it('writes the reason into the spec, after which the finding is gone, as one step that can be undone', () => {
    const before = textNow()
    answer('kept for the spring campaign')
    expect(textNow()).toContain('    # lumos: allow LUM105 - kept for the spring campaign\n    idle:')
    expect(check().filter((finding) => finding.code === 'LUM105')).toEqual([])
    act(undoEdit)
    expect(textNow()).toBe(before)
  })

  it('does nothing without a reason', () => {
    const before = textNow()
    answer('  ')
    expect(textNow()).toBe(before)
  })

  it('gives the focus back and changes nothing when Escape leaves it', () => {
    const before = textNow()
    act(() => place.querySelector('button')?.click())
    act(() => void place.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
    expect(place.querySelector('input')).toBeNull()
    expect(document.activeElement?.textContent).toBe('Allow…')
    expect(textNow()).toBe(before)
  })

  it('is not offered for errors', () => {
    act(() => root.render(<AllowFinding finding={{ ...unused, severity: 'error' }} />))
    expect(place.textContent).toBe('')
  })
})
