import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAppState } from '../../../host/settings/app-state.ts'
import { createJsonSettingsStore } from '../../../host/settings/json-settings-store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const defaults = readAppState(null)

describe('the settings file', () => {
  it('is made when something is set, also in a folder that is not there yet', async () => {
    const path = join(folder, 'deep', 'state.json')
    await createJsonSettingsStore(path).write({ recent: [{ path: '/a', title: 'A', openedAt: 1 }] })
    expect(createJsonSettingsStore(path).read()).toEqual({ ...defaults, recent: [{ path: '/a', title: 'A', openedAt: 1 }] })
  })

  it('keeps the last of many writes at once', async () => {
    const store = createJsonSettingsStore(join(folder, 'state.json'))
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.write({ settings: { ...defaults.settings, panels: { left: index, right: 1, dock: 1 } } })))
    expect(createJsonSettingsStore(join(folder, 'state.json')).read().settings.panels.left).toBe(19)
  })

  const damaged = [
    { name: 'no JSON', content: '{"settings":', expected: defaults },
    { name: 'something else', content: '[1]', expected: defaults },
    { name: 'one bad value', content: '{"settings":{"theme":"pink","welcomed":true}}', expected: { ...defaults, settings: { ...defaults.settings, welcomed: true } } },
    { name: 'a window without a size', content: '{"window":{"x":1}}', expected: defaults },
  ]
  for (const { name, content, expected } of damaged) {
    it(`costs no more than the damaged part where it holds ${name}`, () => {
      writeFileSync(join(folder, 'state.json'), content)
      expect(createJsonSettingsStore(join(folder, 'state.json')).read()).toEqual(expected)
    })
  }
})
