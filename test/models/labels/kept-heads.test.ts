import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { KeptHeads } from '../../../models/labels/kept-heads.ts'

const folder = mkdtempSync(join(tmpdir(), 'lumos-heads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const head = { coefficients: Float32Array.from([1.5, -0.25, 3e-8]), residuals: Float32Array.from([0.5]), own: { shift: -0.123456789, stretch: 1.1 } }
const key = KeptHeads.key('encoder', '{}', 'set')

it('gives back what was kept, to the last bit', () => {
  new KeptHeads(folder).write(key, head)
  expect(new KeptHeads(folder).read(key)).toEqual(head)
  expect(readdirSync(folder)).toEqual([`${key}.head`])
})

it('gives nothing where a file is damaged, missing or of another key', () => {
  const path = join(folder, `${key}.head`)
  const bytes = readFileSync(path)
  bytes[30] = (bytes[30] ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(new KeptHeads(folder).read(key)).toBeUndefined()
  writeFileSync(path, bytes.subarray(0, 10))
  expect(new KeptHeads(folder).read(key)).toBeUndefined()
  expect(new KeptHeads(folder).read(KeptHeads.key('encoder', '{}', 'other'))).toBeUndefined()
})

it('goes on without a disk', () => {
  const nowhere = new KeptHeads(join(folder, `${key}.head`))
  nowhere.write(key, head)
  expect(nowhere.read(key)).toBeUndefined()
  expect(new KeptHeads(undefined).read(key)).toBeUndefined()
})
