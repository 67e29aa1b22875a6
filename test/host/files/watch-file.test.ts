import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { textDigest } from '../../../host/files/text-digest.ts'
import { watchFile } from '../../../host/files/watch-file.ts'

it('tells of a changed, a removed and a returned file, and of nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lumos-watch-'))
  const path = join(folder, 'a.yaml')
  const abort = new AbortController()
  try {
    writeFileSync(path, 'one')
    const changes = watchFile(path, abort.signal, 10)
    const first = changes.next()
    await new Promise((resolve) => setTimeout(resolve, 40))
    // A touch without a change is no change.
    utimesSync(path, 5, 5)
    await new Promise((resolve) => setTimeout(resolve, 40))
    writeFileSync(join(folder, 'b.yaml'), 'two')
    renameSync(join(folder, 'b.yaml'), path)
    expect((await first).value).toEqual({ kind: 'changed', digest: textDigest('two') })
    rmSync(path)
    expect((await changes.next()).value).toEqual({ kind: 'removed' })
    writeFileSync(path, 'two')
    expect((await changes.next()).value).toEqual({ kind: 'changed', digest: textDigest('two') })
    const last = changes.next()
    abort.abort()
    expect(await last).toEqual({ value: undefined, done: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('tells of a change of the layout beside a flow', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lumos-watch-'))
  const path = join(folder, 'a.yaml')
  const beside = join(folder, 'a.layout.json')
  const abort = new AbortController()
  try {
    writeFileSync(path, 'flow')
    const changes = watchFile(path, abort.signal, 10, beside)
    const first = changes.next()
    await new Promise((resolve) => setTimeout(resolve, 40))
    writeFileSync(beside, '{}')
    expect((await first).value).toEqual({ kind: 'changed', digest: textDigest('flow') })
  } finally {
    abort.abort()
    rmSync(folder, { recursive: true, force: true })
  }
})
