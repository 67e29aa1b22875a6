import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, ftruncateSync, closeSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleText } from '../core/spec/workflow-files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function sparse(name: string, bytes: number): string {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  ftruncateSync(file, bytes)
  closeSync(file)
  return path
}

function bigEndian(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
}

/** Checks a file as a person would, in a process of its own with little memory and a watchdog. */
function validate(path: string): { readonly exitCode: number | null; readonly said: string } {
  const done = spawnSync(process.execPath, ['--max-old-space-size=256', 'cli/bin/lumos.mjs', 'validate', path], { encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' })
  return { exitCode: done.status, said: `${done.stdout}${done.stderr}` }
}

const unix = process.platform !== 'win32'

const cases: readonly (readonly [name: string, path: () => string, exitCode: number, says: RegExp])[] = [
  ['a mebibyte and one byte', () => put('large.lumos.yaml', `${exampleText}\n# ${'x'.repeat(1_048_577 - exampleText.length - 3)}`), 1, /LUM012.*larger than 1 MiB/s],
  ['200 MB', () => sparse('huge.lumos.yaml', 200_000_000), 2, /larger than the 4 MB/],
  ['no bytes', () => put('empty.lumos.yaml', ''), 1, /LUM001/],
  ['UTF-16 with the low byte first', () => put('utf16le.lumos.yaml', Buffer.from(`\ufeff${exampleText}`, 'utf16le')), 0, /./],
  ['UTF-16 with the high byte first', () => put('utf16be.lumos.yaml', bigEndian(exampleText)), 0, /./],
  ['a byte order mark', () => put('bom.lumos.yaml', `\ufeff${exampleText}`), 0, /./],
  ['bytes that are no UTF-8', () => put('latin.lumos.yaml', Buffer.concat([Buffer.from(exampleText), Buffer.from([0x23, 0x20, 0xff, 0xfc, 0x0a])])), 2, /no UTF-8/],
  ['zeros', () => sparse('zeros.lumos.yaml', 100_000), 2, /lumos: /],
  ['a scenario of ten thousand brackets', () => put('deep.lumos.yaml', `kind: Scenario\nspec: ${'['.repeat(10_000)}`), 1, /LUM012/],
  ['an alias bomb', () => put('bomb.lumos.yaml', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n'), 1, /LUM004/],
]

describe('lumos validate on a hostile file', () => {
  it.each(cases)('of %s', (_name, path, exitCode, says) => {
    const result = validate(path())
    expect(result.said).toMatch(says)
    expect(result.exitCode).toBe(exitCode)
  })

  it.runIf(unix)('reads no further from a device that never ends', () => {
    expect(validate('/dev/zero')).toMatchObject({ exitCode: 2, said: expect.stringContaining('larger than the 4 MB') })
  })

  it.runIf(unix)('reads what another program hands over', () => {
    const path = put('piped.lumos.yaml', exampleText)
    const said = execFileSync('/bin/sh', ['-c', `cat "${path}" | "${process.execPath}" cli/bin/lumos.mjs validate /dev/stdin`], { encoding: 'utf8', timeout: 60_000 })
    expect(said).not.toContain('error')
  })
})
