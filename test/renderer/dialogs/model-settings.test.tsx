// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../../../api/client.ts'
import { contract } from '../../../api/contract.ts'
import { createMemoryWire } from '../../../api/memory-wire.ts'
import { connectHost } from '../../../renderer/host.ts'
import { ModelSettings } from '../../../renderer/dialogs/model-settings.tsx'
import { useModelChoices } from '../../../renderer/state/model-choices-store.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

describe('the settings of the models', () => {
  let root: Root
  let place: HTMLElement

  beforeEach(() => {
    connectHost(createClient(contract, createMemoryWire().client))
    place = document.createElement('div')
    document.body.append(place)
    root = createRoot(place)
  })

  afterEach(() => {
    act(() => root.unmount())
    place.remove()
  })

  it('show the shipped models, and nothing to worry about', () => {
    useModelChoices.setState({ problem: null, choices: { folder: '/data/models', pulled: [], choices: [{ task: 'embedding', choice: 'shipped', source: 'shipped', isFitted: true, problem: null }, { task: 'tone', choice: 'shipped', source: 'shipped', isFitted: true, problem: null }] } })
    act(() => root.render(<ModelSettings />))
    expect(place.textContent).toContain('Model for meaning')
    expect(place.textContent).toContain('Model for tone')
    expect(place.textContent).not.toContain('thresholds')
    expect(place.querySelectorAll('input')).toHaveLength(0)
  })

  it('say that nothing was fitted to a model of the user, and what is wrong with one', () => {
    useModelChoices.setState({
      problem: null,
      choices: {
        folder: '/data/models',
        pulled: ['Xenova/bge-small'],
        choices: [{ task: 'embedding', choice: 'Xenova/bge-small', source: 'pulled', isFitted: false, problem: null }, { task: 'tone', choice: '/srv/tone', source: 'folder', isFitted: false, problem: { message: '/srv/tone does not exist.', hint: 'Choose another folder.' } }],
      },
    })
    act(() => root.render(<ModelSettings />))
    expect(place.textContent).toContain('fitted for the shipped model, not for this one')
    expect(place.querySelector('[role=alert]')?.textContent).toContain('/srv/tone does not exist. Choose another folder.')
    expect(place.querySelector('input')?.value).toBe('/srv/tone')
  })
})
