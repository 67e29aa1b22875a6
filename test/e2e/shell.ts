import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, chromium, type Page } from 'playwright-core'

/** A running app as a person has it: a page, and a folder for what they save. */
export type Shell = {
  readonly name: 'chromium' | 'electron'
  readonly page: Page
  readonly home: string
  /** Errors that the page wrote to its console or threw. */
  readonly complaints: readonly string[]
  /** Answers the next native dialog with this path (Electron only). */
  answerDialog(path: string): Promise<void>
  shot(name: string): Promise<void>
  /** Ends everything at once, as a crash does, and leaves the folder as it is. */
  kill(): Promise<void>
  close(): Promise<void>
}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
const shots = process.env['LUMOS_E2E_ARTEFACTS'] ?? join(root, 'artefacts', 'screenshots')

/** Options of a started app. */
export type ShellOptions = { readonly width?: number; readonly height?: number; readonly scheme?: 'light' | 'dark'; /** The folder of an earlier start, to go on in. */ readonly home?: string }

/** Starts the browser shell as `npm run web` does, and opens its address in Debian's Chromium. */
export async function openChromium(options: ShellOptions = {}): Promise<Shell> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'lumos-web-'))
  const server = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), '--web'], { cwd: root, env: { ...process.env, ...folders(home), HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] })
  const address = await new Promise<string>((found, failed) => {
    let output = ''
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const match = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output)
      if (match !== null) found(match[0])
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    server.on('exit', (code) => failed(new Error(`The browser shell ended with ${code}: ${output}`)))
  })
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
  const context = await browser.newContext({ viewport: { width: options.width ?? 1440, height: options.height ?? 900 }, colorScheme: options.scheme ?? 'light', permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  const complaints = listen(page)
  await page.goto(address)
  return {
    name: 'chromium',
    page,
    home,
    complaints,
    answerDialog: () => Promise.reject(new Error('the browser shell has no native dialogs')),
    shot: (name) => shoot(page, `chromium-${name}`),
    kill: async () => {
      server.removeAllListeners('exit')
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGKILL')
      await ended
      await browser.close()
    },
    close: async () => {
      await browser.close()
      const ended = new Promise((done) => server.once('exit', done))
      server.removeAllListeners('exit')
      server.once('exit', () => undefined)
      server.kill('SIGTERM')
      await Promise.race([ended, new Promise((done) => setTimeout(done, 5000))])
      server.kill('SIGKILL')
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Opens a real Electron window: the binary that the electron package fetched, or the one ELECTRON_OVERRIDE_DIST_PATH names. */
export async function openElectron(options: ShellOptions = {}): Promise<Shell> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'lumos-electron-'))
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: ['--no-sandbox', `--user-data-dir=${join(home, 'data')}`, root],
    cwd: home,
    env: { ...definedEnv(), ...folders(home), HOME: home },
    colorScheme: options.scheme ?? 'light',
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  const complaints = listen(page)
  await page.setViewportSize({ width: options.width ?? 1440, height: options.height ?? 900 }).catch(() => undefined)
  return {
    name: 'electron',
    page,
    home,
    complaints,
    answerDialog: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
      }, path),
    shot: (name) => shoot(page, `electron-${name}`),
    kill: async () => {
      const ended = new Promise((done) => app.process().once('exit', done))
      app.process().kill('SIGKILL')
      await ended
    },
    close: async () => {
      await app.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function folders(home: string): Readonly<Record<string, string>> {
  return { LUMOS_DATA_DIR: join(home, 'data'), LUMOS_CACHE_DIR: process.env['LUMOS_E2E_CACHE'] ?? join(home, 'cache') }
}

function listen(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`) })
}

function chromiumPath(): string {
  const found = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path))
  if (found === undefined) throw new Error('The end-to-end tests need Chromium: install Debian\'s package chromium, or name one in CHROMIUM_PATH.')
  return found
}

function electronPath(): string {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist')
  const path = join(folder, 'electron')
  if (!existsSync(path)) throw new Error('The end-to-end tests need an Electron binary: name its folder in ELECTRON_OVERRIDE_DIST_PATH, or run "npx install-electron".')
  return path
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}
