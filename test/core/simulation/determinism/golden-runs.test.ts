import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goldenHashes, goldenRuns } from './golden-runs.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lumos-golden-'))
const bundle = join(folder, 'golden.cjs')
const run = promisify(execFile)

// One file without imports, so that a bare engine can run it: with --jitless there is no WebAssembly, which loaders of TypeScript need.
beforeAll(async () => {
  await build({
    configFile: false, logLevel: 'error', root, ssr: { noExternal: true },
    build: { ssr: join(root, 'test/core/simulation/determinism/golden-main.ts'), outDir: folder, target: 'node18', minify: false, rollupOptions: { output: { format: 'cjs', entryFileNames: 'golden.cjs' } } },
  })
})

afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

/** A real Electron, where one is named or lies in the place of the package. */
function electron(): string | undefined {
  const places = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join(root, 'node_modules/electron/dist')]
  return places.flatMap((place) => (place === undefined ? [] : [join(place, 'electron'), join(place, 'electron.exe')])).find((path) => existsSync(path))
}

describe('the golden runs', () => {
  const hashes = goldenHashes((path) => readFileSync(join(root, path), 'utf8'))
  const text = `${JSON.stringify(hashes, null, 2)}\n`

  // When a change rightly alters results, write the file anew: npx vitest run --project unit test/core/simulation/determinism -u
  it('give the bytes that they always gave', async () => {
    await expect(text).toMatchFileSnapshot('./golden-hashes.json')
  })

  it('are long enough to say something', () => {
    for (const [name, golden] of Object.entries(goldenRuns)) expect(golden((path) => readFileSync(join(root, path), 'utf8')).length, name).toBeGreaterThan(20_000)
  })

  it.each([['as it is'], ['--jitless'], ['--no-opt'], ['--always-turbofan']])('give the same bytes in another process: %s', async (flag) => {
    const { stdout } = await run(process.execPath, [...(flag.startsWith('--') ? [flag] : []), bundle, root], { maxBuffer: 1e7 })
    expect(JSON.parse(stdout)).toEqual(hashes)
  })

  it.skipIf(electron() === undefined)('give the same bytes in the Node of Electron', async () => {
    const { stdout } = await run(electron() ?? '', [bundle, root], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 1e7 })
    expect(JSON.parse(stdout)).toEqual(hashes)
  })
})
