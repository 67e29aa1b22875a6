import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CatalogEntry } from '../../models/catalog.ts'
import { ModelError } from '../../models/model-error.ts'
import { verifyWeights } from '../../models/verify-weights.ts'

function entryOf(content: string): CatalogEntry {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { id: 'm', task: 't', licence: 'Apache-2.0', source: 's', digest: 'd', bytes: content.length, files: [{ path: 'm/head.bin', bytes: content.length, sha256 }] }
}

async function failure(work: Promise<void>): Promise<ModelError> {
  const error = await work.then(() => undefined, (reason: unknown) => reason)
  if (error instanceof ModelError) return error
  throw new Error('There was no ModelError.')
}

describe('checking the weights', () => {
  const dir = mkdtempSync(join(tmpdir(), 'weights-'))
  mkdirSync(join(dir, 'm'))
  writeFileSync(join(dir, 'm/head.bin'), 'as it was')

  it('passes when every file is as the catalog says', async () => {
    await expect(verifyWeights(dir, [entryOf('as it was')])).resolves.toBeUndefined()
  })

  it('names a damaged file, what its digest should be and is, and how to restore it', async () => {
    const error = await failure(verifyWeights(dir, [entryOf('as it should be')]))
    expect(error.code).toBe('weights.damaged')
    expect(error.message).toContain(join(dir, 'm/head.bin'))
    expect(error.message).toContain(entryOf('as it should be').files[0]?.sha256)
    expect(error.message).toContain(createHash('sha256').update('as it was').digest('hex'))
    expect(error.hint).toContain('git checkout -- models/weights')
  })

  it('names a missing file', async () => {
    const error = await failure(verifyWeights(join(dir, 'elsewhere'), [entryOf('as it was')]))
    expect(error.code).toBe('weights.missing')
    expect(error.message).toContain('head.bin')
  })
})
