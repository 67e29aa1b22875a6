import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { electronBinary, electronFlags, whyNoWindow } from './electron-runtime.ts'
import { openElectron, type Shell } from './shell.ts'

const reason = whyNoWindow()
const root = fileURLToPath(new URL('../..', import.meta.url))
let shell: Shell

beforeAll(async () => {
  if (reason === null) shell = await openElectron()
})
afterAll(async () => {
  if (reason === null) await shell.close()
})

/** Calls a method as the page could, without the app's own client. */
function ask(method: string, input: unknown): Promise<unknown> {
  const message = JSON.stringify({ kind: 'call', id: 900_000 + Math.floor(Math.random() * 90_000), method, input })
  return shell.page.evaluate(`new Promise((resolve) => {
    const call = ${message}
    const stop = lumosWire.onMessage((answer) => { if (answer.id === call.id) { stop(); resolve(answer.value ?? answer.error) } })
    lumosWire.post(call)
  })`)
}

describe.skipIf(reason !== null)('the desktop window', () => {
  it('shows our page from our own scheme', async () => {
    await shell.page.waitForLoadState()
    expect(shell.page.url()).toBe('app://studio/index.html')
  })

  it('gives the page nothing of Node or Electron but two functions', async () => {
    expect(await shell.page.evaluate('[typeof require, typeof process, typeof module, Object.keys(lumosWire).sort().join()]')).toEqual(['undefined', 'undefined', 'undefined', 'onMessage,post'])
  })

  it('answers the contract', async () => {
    expect(await ask('app.info', {})).toMatchObject({ shell: 'electron', platform: process.platform })
    expect(await ask('files.openFlow', { path: 7 })).toMatchObject({ code: 'rpc.invalidInput' })
    expect(await ask('shell.exec', {})).toMatchObject({ code: 'rpc.unknownMethod' })
  })

  it('reaches no network, opens no window and goes nowhere else', async () => {
    expect(await shell.page.evaluate('fetch("https://example.com").then(() => "fetched", () => "refused")')).toBe('refused')
    expect(await shell.page.evaluate('String(window.open("https://example.com"))')).toBe('null')
    await shell.page.evaluate('void (location.href = "https://example.com")').catch(() => undefined)
    await shell.page.waitForTimeout(300)
    expect(shell.page.url()).toBe('app://studio/index.html')
    expect(await shell.page.evaluate('fetch("file:///etc/passwd").then(() => "read", () => "refused")')).toBe('refused')
    expect(await shell.page.evaluate('fetch("../../package.json").then((answer) => answer.status, () => 0)')).not.toBe(200)
  })

  it('grants no permission', async () => {
    expect(await shell.page.evaluate('navigator.permissions.query({ name: "geolocation" }).then((answer) => answer.state)')).toBe('denied')
    expect(await shell.page.evaluate('Notification.requestPermission()')).toBe('denied')
  })

  it('runs no script that is not a file of ours', async () => {
    // Later, because what a debugger itself evaluates is exempt from the policy.
    expect(await shell.page.evaluate('new Promise((done) => setTimeout(() => { try { done(new Function("return 1")()) } catch { done("refused") } }))')).toBe('refused')
    expect(await shell.page.evaluate('(() => { const script = document.createElement("script"); script.textContent = "globalThis.injected = 1"; document.head.append(script); return typeof globalThis.injected })()')).toBe('undefined')
  })

  it('answers a reloaded page, which counts its calls anew', async () => {
    await shell.page.reload()
    await shell.page.waitForLoadState()
    expect(await ask('app.info', {})).toMatchObject({ shell: 'electron' })
  })

  it('keeps unsaved work and settings in its own folder', async () => {
    await ask('journal.write', { docId: 'd1', title: 'Draft', path: null, text: 'kind: Workflow', layoutText: '{}' })
    expect(await ask('journal.list', {})).toMatchObject([{ docId: 'd1', text: 'kind: Workflow' }])
    await ask('journal.discard', { docId: 'd1' })
    const path = join(shell.home, 'x.lumos.yaml')
    writeFileSync(path, 'kind: Workflow\n')
    expect(await ask('files.openFlow', { path })).toMatchObject({ path, text: 'kind: Workflow\n' })
  })
})

/** Ends a process that leads its own group, with all its children, which would else go on writing into its folder. */
const killWithChildren = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
  await gone
}

describe.skipIf(reason !== null)('a desktop window whose process dies', () => {
  it('comes back by itself', async () => {
    const executablePath = electronBinary()
    if (executablePath === null) throw new Error('There is no Electron.')
    const home = mkdtempSync(join(tmpdir(), 'lumos-crash-'))
    const app = await _electron.launch({ executablePath, args: [...electronFlags, `--user-data-dir=${join(home, 'data')}`, root], cwd: home })
    try {
      await (await app.firstWindow()).waitForLoadState()
      const state = (): Promise<readonly (number | boolean | string)[]> =>
        app.evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          return contents === undefined ? [] : [contents.getOSProcessId(), contents.isCrashed(), contents.getTitle(), contents.isLoading()]
        })
      const [before] = await state()
      await app.evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), 100))
      await expect.poll(async () => (await state())[0] === before, { timeout: 20_000, interval: 200 }).toBe(false)
      await expect.poll(async () => (await state()).slice(1), { timeout: 20_000, interval: 200 }).toEqual([false, 'LUMOS Studio', false])
    } finally {
      // Not close(): it would wait for the page that died.
      await killWithChildren(app.process())
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    }
  })
})
