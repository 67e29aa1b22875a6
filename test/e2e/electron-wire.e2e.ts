import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { build } from 'vite'
import type { Wire } from '../../api/wire.ts'
import { describeWire, type Connected } from '../api/wire-suite.ts'
import { electronBinary, electronFlags, whyNoWindow } from './electron-runtime.ts'

const reason = whyNoWindow()
let folder = ''
let app: ElectronApplication | null = null
let page: Page | null = null
let hear: (message: unknown) => void = () => undefined
// The page is one and lives on: every connection takes numbers of its own, as a reloaded page would.
let taken = 0

beforeAll(async () => {
  const executablePath = electronBinary()
  if (reason !== null || executablePath === null) return
  folder = mkdtempSync(join(tmpdir(), 'lumos-wire-app-'))
  await bundle('./wire-app/main.ts', 'main')
  await bundle('../../main/preload.ts', 'preload')
  writeFileSync(join(folder, 'package.json'), '{"name":"wire-app","version":"0.0.0","main":"main.cjs"}')
  app = await _electron.launch({ executablePath, args: [...electronFlags, folder] })
  page = await app.firstWindow()
  await page.exposeFunction('lumosTestHear', (message: unknown) => hear(message))
  await page.evaluate('window.lumosWire.onMessage((message) => window.lumosTestHear(message))')
})
afterAll(async () => {
  await app?.close()
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

async function bundle(entry: string, name: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      rolldownOptions: { input: { [name]: fileURLToPath(new URL(entry, import.meta.url)) }, external: ['electron'], output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
    ssr: { noExternal: true },
  })
}

async function connect(): Promise<Connected> {
  const open = page
  if (open === null) throw new Error('The window did not open.')
  const listeners = new Set<(message: unknown) => void>()
  const base = taken
  hear = (message) => {
    for (const listener of [...listeners]) listener(renumber(message, -base))
  }
  const wire: Wire = {
    post(message) {
      taken = Math.max(taken, base + message.id)
      void open.evaluate(`window.lumosWire.post(${JSON.stringify({ ...message, id: base + message.id })})`)
    },
    onMessage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClose: () => () => undefined,
    close: () => undefined,
  }
  return { wire, drop: () => undefined }
}

function renumber(message: unknown, by: number): unknown {
  if (typeof message !== 'object' || message === null || !('id' in message) || typeof message.id !== 'number') return message
  return { ...message, id: message.id + by }
}

if (reason === null) describeWire('Electron', connect)
else describe('a client over the Electron wire', () => it.skip(reason, () => undefined))
