import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomicWrite } from '../../../host/files/atomic-write.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writing a file', () => {
  it('replaces it as a whole and leaves nothing beside it', async () => {
    const path = join(folder, 'a.txt')
    await atomicWrite(path, 'one', 'a')
    await atomicWrite(path, 'two', 'a')
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['two', ['a.txt']])
  })

  it.skipIf(!existsSync('/dev/full'))('writes to a device and never replaces it', async () => {
    await atomicWrite('/dev/null', 'gone', 'a report')
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
    await expect(atomicWrite('/dev/full', 'x'.repeat(10_000), 'a report')).rejects.toMatchObject({ code: 'file.ENOSPC', message: expect.stringContaining('save a report') })
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true)
  })

  it('says that a read-only disk is one', async (context) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return context.skip('Only root can mount a read-only disk here.')
    }
    try {
      await expect(atomicWrite(join(folder, 'a.txt'), 'x', 'your flow')).rejects.toMatchObject({ code: 'file.EROFS', kind: 'environment', message: `Could not save your flow: "${folder}" is on a read-only disk.`, hint: 'Choose another folder.' })
    } finally {
      execFileSync('umount', [folder])
    }
  })
})
