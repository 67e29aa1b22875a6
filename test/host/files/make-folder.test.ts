import { mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../host/files/make-folder.ts'

describe('makeFolder', () => {
  it('makes what is missing on the way, and nothing when all is there', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'lumos-folder-')), 'a', 'b', 'c')
    await makeFolder(path)
    await makeFolder(path)
    expect((await stat(path)).isDirectory()).toBe(true)
  })

  it('gives the system\'s error where a file stands in the way', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'lumos-folder-')), 'file')
    await writeFile(file, '')
    await expect(makeFolder(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it.runIf(process.platform === 'linux')('comes back where the system takes no folders', async () => {
    await expect(makeFolder('/proc/lumos/a')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
