import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../../api/model.ts'
import { createJournal } from '../../../host/files/journal.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const entry = (docId: string, writtenAt: number): JournalEntry => ({ docId, title: docId, path: null, text: `text of ${docId}`, layoutText: '{}', writtenAt })

describe('the crash journal', () => {
  it('lists what was kept by a program that is gone, newest first', async () => {
    await createJournal(folder).write(entry('a', 1))
    await createJournal(folder).write(entry('b/../../evil', 2))
    expect(await createJournal(folder).list()).toEqual([entry('b/../../evil', 2), entry('a', 1)])
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it('keeps the newest version of a document, and none after it was discarded', async () => {
    const journal = createJournal(join(folder, 'not', 'there', 'yet'))
    expect(await journal.list()).toEqual([])
    await journal.write(entry('a', 1))
    await journal.write(entry('a', 2))
    expect((await journal.list()).map((kept) => kept.writtenAt)).toEqual([2])
    await Promise.all([journal.write(entry('a', 3)), journal.discard('a')])
    expect(await journal.list()).toEqual([])
  })

  it('overlooks files that are no entries', async () => {
    const journal = createJournal(folder)
    await journal.write(entry('a', 1))
    writeFileSync(join(folder, 'broken.json'), '{"docId":')
    writeFileSync(join(folder, 'foreign.json'), '[]')
    expect((await journal.list()).map((kept) => kept.docId)).toEqual(['a'])
  })

  it('says that the disk is full and keeps the version before', async (context) => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      return context.skip('Only root can mount a small disk here.')
    }
    try {
      const journal = createJournal(disk)
      await journal.write(entry('a', 1))
      await expect(journal.write({ ...entry('a', 2), text: 'x'.repeat(100_000) })).rejects.toMatchObject({ code: 'file.ENOSPC', message: expect.stringContaining('the unsaved work on "a"') })
      expect(await journal.list()).toEqual([entry('a', 1)])
    } finally {
      execFileSync('umount', [disk])
    }
  })
})
