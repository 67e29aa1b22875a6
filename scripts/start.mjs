// `npm start`: builds what is missing or old, then opens the desktop app, or says in one sentence why not and opens the browser shell.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const wantsWeb = args.includes('--web')

if (args.includes('--help') || args.includes('-h')) {
  console.log(`Starts LUMOS Studio.

  npm start                    the desktop app; where it cannot run, the browser shell
  npm start -- flow.lumos.yaml open a flow
  npm start -- --web           the browser shell
  npm start -- --web --port N  on a port of your choice
  npm start -- --build         build again first`)
} else {
  await build()
  const reason = wantsWeb ? null : await whyNoDesktop()
  if (!wantsWeb && reason === null) await openDesktop()
  else await openBrowserShell(reason)
}

async function build() {
  if (!args.includes('--build') && !isBuildOld()) return
  const bin = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(bin)) fail('LUMOS Studio is not built, and the tools to build it are not installed: run "npm ci" first.')
  console.log(existsSync(join(root, 'out')) ? 'The sources changed since the last build: building again.' : 'First start: building the app, about half a minute.')
  const { code, output } = await run(process.execPath, [bin, 'build', '--logLevel', 'warn'], { cwd: root })
  if (code !== 0) fail(`${output.trim()}\n\nThe build failed; the reason stands above.`)
  writeFileSync(stampFile(), '')
  utimesSync(stampFile(), new Date(), new Date())
}

function stampFile() {
  return join(root, 'out', '.built')
}

function isBuildOld() {
  const isComplete = ['.built', 'main/index.cjs', 'preload/preload.cjs', 'renderer/index.html'].every((file) => existsSync(join(root, 'out', file)))
  if (!isComplete) return true
  const builtAt = statSync(stampFile()).mtimeMs
  const sources = ['api', 'core', 'agents', 'models', 'host', 'main', 'renderer', 'electron.vite.config.ts', 'package-lock.json']
  return sources.some((name) => existsSync(join(root, name)) && isNewer(join(root, name), builtAt))
}

function isNewer(path, than) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs > than
  return readdirSync(path).some((name) => name !== 'training' && name !== 'weights' && !name.startsWith('.') && isNewer(join(path, name), than))
}

async function whyNoDesktop() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'this session has no display'
  if (electronBinary() !== null) return null
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return `ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (${process.env.ELECTRON_OVERRIDE_DIST_PATH})`
  return fetchElectron()
}

function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist')
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  const path = join(folder, names[process.platform] ?? 'electron')
  return existsSync(path) ? path : null
}

async function fetchElectron() {
  const install = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(install)) return 'Electron is not installed (run "npm ci")'
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'))
  const refusal = isDownloaded(version) ? null : await probeDownload(version)
  if (refusal !== null) return refusal
  console.log('Fetching Electron, about 110 MB; this happens once.')
  const { code } = await run(process.execPath, [install], { cwd: root })
  return code === 0 && electronBinary() !== null ? null : 'Electron could not be fetched'
}

function isDownloaded(version) {
  const folders = { darwin: join(homedir(), 'Library', 'Caches', 'electron'), win32: join(process.env.LOCALAPPDATA ?? homedir(), 'electron', 'Cache') }
  const folder = process.env.electron_config_cache ?? folders[process.platform] ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'electron')
  const holdsIt = (path) => readdirSync(path, { withFileTypes: true }).some((entry) => (entry.isDirectory() ? holdsIt(join(path, entry.name)) : entry.name.startsWith(`electron-v${version}-`)))
  return existsSync(folder) && holdsIt(folder)
}

// Asked first, because the installer itself waits long and answers with a stack trace.
async function probeDownload(version) {
  if (process.env.ELECTRON_GET_USE_PROXY) return null
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/'
  const url = `${mirror.replace(/\/?$/, '/')}v${version}/SHASUMS256.txt`
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(6000) })
    return response.ok ? null : `Electron could not be fetched (${new URL(url).host} answered ${response.status})`
  } catch (thrown) {
    const cause = thrown.cause?.code ?? (thrown.name === 'TimeoutError' ? 'no answer' : thrown.message)
    return `Electron could not be fetched (${new URL(url).host}: ${cause})`
  }
}

async function openDesktop() {
  const isRoot = process.getuid?.() === 0
  if (isRoot) console.log('You are root, where Chromium\'s system sandbox cannot work: starting without it.')
  const files = args.filter((word) => !word.startsWith('-'))
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE
  const startedAt = Date.now()
  const { code, output } = await run(electronBinary(), [...(isRoot ? ['--no-sandbox'] : []), root, ...files], { cwd: process.cwd(), env, echo: true })
  const reason = Date.now() - startedAt < 15_000 && code !== 0 ? startFailure(output) : null
  if (reason === null) process.exitCode = code ?? 0
  else await openBrowserShell(reason)
}

function startFailure(output) {
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(output)?.[1]
  if (library !== undefined) return `Electron needs a system library that is missing here (${library})`
  if (/Missing X server|cannot open display|Unable to open X display|Failed to connect to Wayland/i.test(output)) return 'the display could not be opened'
  if (/SUID sandbox helper|No usable sandbox/i.test(output)) return 'this system does not let Chromium set up its sandbox'
  return null
}

async function openBrowserShell(reason) {
  if (reason !== null) console.log(`The desktop window cannot open because ${reason}, so LUMOS Studio runs in your browser instead.`)
  const { register } = await import('tsx/esm/api')
  register()
  const { startWebShell } = await import('../web/main.ts')
  await startWebShell(args.filter((word) => word !== '--web' && word !== '--build'))
}

function run(command, words, { echo = false, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (stream) => (chunk) => {
      output = (output + chunk).slice(-20_000)
      if (echo) stream.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  })
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
