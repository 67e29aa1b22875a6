import { describe, it } from 'vitest'
import { drawSimulateExport } from './draw-simulate-export.ts'
import { openChromium, openElectron } from './shell.ts'

describe.each([
  ['Chromium against the browser shell', openChromium],
  ['a real Electron window', openElectron],
] as const)('in %s', (_, open) => {
  it('a person draws a flow from nothing, simulates their tickets and exports it', async () => {
    const shell = await open()
    try {
      await drawSimulateExport(shell)
    } catch (thrown) {
      await shell.shot('failed')
      throw thrown
    } finally {
      await shell.close()
    }
  })
})
