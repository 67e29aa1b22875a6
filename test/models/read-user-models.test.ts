import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readUserModels } from '../../models/read-user-models.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-user-models-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const manifest = { id: 'owner/good', revision: 'main', files: [{ path: 'config.json', bytes: 2, sha256: '0'.repeat(64) }], pulledAt: '2026-01-01T00:00:00.000Z' }

function put(name: string, text: string | undefined): void {
  mkdirSync(join(folder, name))
  if (text !== undefined) writeFileSync(join(folder, name, 'manifest.json'), text)
}

it('finds no models in a folder that is not there', async () => {
  expect(await readUserModels(join(folder, 'nowhere'))).toEqual([])
})

it('reads what was pulled, says what is wrong with the rest, and leaves out what is being pulled', async () => {
  put('owner--good', JSON.stringify(manifest))
  put('owner--cut', '{"id":')
  put('owner--none', undefined)
  put('owner--wrong', JSON.stringify({ ...manifest, id: 'no id' }))
  put('.pulling-owner--late-1234', JSON.stringify(manifest))
  put('notes', JSON.stringify(manifest))
  const models = await readUserModels(folder)
  expect(models.map((model) => [model.folder.slice(folder.length + 1), 'manifest' in model])).toEqual([['owner--cut', false], ['owner--good', true], ['owner--none', false], ['owner--wrong', false]])
  expect(models[1]).toEqual({ folder: join(folder, 'owner--good'), manifest })
  for (const model of models) if ('problem' in model) expect(model.problem).toContain('manifest.json cannot be read')
})
