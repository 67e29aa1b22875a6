import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lumos-start-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))

type Started = { readonly output: string; readonly seconds: number; readonly exitCode: number | null }

/** Runs `npm start` until it prints an address, then ends it. */
function start(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<Started> {
  const startedAt = Date.now()
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), ...args], { cwd: home, env: { ...process.env, HOME: home, LUMOS_DATA_DIR: join(home, 'data'), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let seconds = 0
  const read = (piece: Buffer): void => {
    output += piece.toString()
    if (!/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/u.test(output) || seconds > 0) return
    seconds = (Date.now() - startedAt) / 1000
    child.kill('SIGTERM')
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  return new Promise((resolve) => child.once('exit', (exitCode) => resolve({ output, seconds, exitCode })))
}

const cases = [
  { name: 'there is no display', env: { DISPLAY: undefined, WAYLAND_DISPLAY: undefined }, reason: 'this session has no display' },
  {
    name: 'Electron cannot be fetched',
    env: { DISPLAY: ':7', ELECTRON_OVERRIDE_DIST_PATH: undefined, ELECTRON_MIRROR: 'http://127.0.0.1:2/', electron_config_cache: '/nonexistent' },
    reason: 'Electron could not be fetched (127.0.0.1:2: ECONNREFUSED)',
  },
  { name: 'the named folder holds no Electron', env: { DISPLAY: ':7', ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' }, reason: 'ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (/nonexistent)' },
]

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  for (const { name, env, reason } of cases) {
    it(`says in one sentence that ${name}, and opens the browser shell`, async () => {
      const started = await start([], env)
      expect(started.output.split('\n').filter((line) => line.includes('desktop window cannot open'))).toEqual([`The desktop window cannot open because ${reason}, so LUMOS Studio runs in your browser instead.`])
      expect(started.output).toMatch(/ {2}http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n/u)
      expect(started.output).not.toMatch(/^\s+at /mu)
      expect(started.exitCode).toBe(0)
    })
  }

  it('opens the browser shell without a word about windows when asked to', async () => {
    const started = await start(['--web'], {})
    expect(started.output).not.toContain('desktop window')
    expect(started.exitCode).toBe(0)
  })

  it('says which port is taken', async () => {
    const { createServer } = await import('node:net')
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The test server has no port.')
    const started = await start(['--web', '--port', String(address.port)], {})
    server.close()
    expect(started.output).toContain(`Could not listen on port ${address.port}: another program uses it.`)
    expect(started.exitCode).toBe(1)
  })
})
