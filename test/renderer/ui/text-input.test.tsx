// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TextInput } from '../../../renderer/ui/text-input.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

describe('a text field', () => {
  let root: Root
  let place: HTMLElement
  let committed: string[]

  beforeEach(() => {
    committed = []
    place = document.createElement('div')
    document.body.append(place)
    root = createRoot(place)
    act(() => root.render(<TextInput label="Title" value="Old" onCommit={(text) => committed.push(text)} />))
  })

  afterEach(() => {
    act(() => root.unmount())
    place.remove()
  })

  const field = (): HTMLInputElement => {
    const found = place.querySelector('input')
    if (found === null) throw new Error('The field is drawn.')
    return found
  }
  const type = (text: string): void => act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
  const press = (key: string): void => act(() => void field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))

  it('hands its text over once, on Enter', () => {
    type('New')
    expect(committed).toEqual([])
    press('Enter')
    expect(committed).toEqual(['New'])
  })

  it('takes its text back on Escape', () => {
    type('New')
    press('Escape')
    act(() => field().dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
    expect([committed, field().value]).toEqual([[], 'Old'])
  })

  it('does not lose what was typed when it disappears', () => {
    type('Half')
    act(() => root.render(<p>Another card</p>))
    expect(committed).toEqual(['Half'])
  })
})
