import { execFileSync, fork } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, chmodSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFlowFiles, type FlowFiles } from '../../../host/files/flow-file.ts'
import { textDigest } from '../../../host/files/text-digest.ts'

let folder = ''
let intents = ''
let files: FlowFiles

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-flow-'))
  intents = join(folder, 'intents')
  files = createFlowFiles(intents)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = (name: string): string => join(folder, name)
const read = (name: string): string => readFileSync(path(name), 'utf8')

describe('saving a flow', () => {
  it('writes the flow and its layout beside it, and leaves nothing else', async () => {
    const result = await files.save({ path: path('acme.lumos.yaml'), text: 'kind: Workflow\n', layoutText: '{}\n', expectedDigest: null }, 42)
    expect(result).toEqual({ kind: 'saved', path: path('acme.lumos.yaml'), digest: textDigest('kind: Workflow\n'), savedAt: 42 })
    expect(readdirSync(folder).sort()).toEqual(['acme.layout.json', 'acme.lumos.yaml', 'intents'])
    expect(readdirSync(intents)).toEqual([])
    expect(read('acme.layout.json')).toBe('{}\n')
  })

  it('refuses to overwrite a file that another program changed', async () => {
    writeFileSync(path('a.lumos.yaml'), 'theirs')
    const result = await files.save({ path: path('a.lumos.yaml'), text: 'ours', layoutText: '{}', expectedDigest: textDigest('as we read it') }, 0)
    expect(result).toMatchObject({ kind: 'conflict', message: expect.stringContaining('changed by another program') })
    expect(read('a.lumos.yaml')).toBe('theirs')
    expect(existsSync(path('a.layout.json'))).toBe(false)
  })

  it('says so where the file is gone since it was opened', async () => {
    const result = await files.save({ path: path('a.lumos.yaml'), text: 'ours', layoutText: '{}', expectedDigest: textDigest('x') }, 0)
    expect(result).toMatchObject({ kind: 'conflict', message: expect.stringContaining('moved or deleted') })
  })

  it('does not touch a file whose text is the same', async () => {
    writeFileSync(path('a.lumos.yaml'), 'same')
    utimesSync(path('a.lumos.yaml'), 1000, 1000)
    await files.save({ path: path('a.lumos.yaml'), text: 'same', layoutText: '{"moved":1}', expectedDigest: textDigest('same') }, 0)
    expect(statSync(path('a.lumos.yaml')).mtimeMs).toBe(1_000_000)
    expect(read('a.layout.json')).toBe('{"moved":1}')
  })

  it('leaves a file in another encoding as it is while its text is the same, and keeps the mark at its beginning', async () => {
    const utf16 = Buffer.from('\ufeffkind: Workflow\n', 'utf16le')
    writeFileSync(path('a.lumos.yaml'), utf16)
    writeFileSync(path('b.lumos.yaml'), '\ufeffkind: Workflow\n')
    const opened = await files.open(path('a.lumos.yaml'))
    const saved = await files.save({ path: path('a.lumos.yaml'), text: opened.text, layoutText: '{}', expectedDigest: opened.digest }, 0)
    expect(saved).toMatchObject({ kind: 'saved', digest: textDigest(utf16) })
    expect(readFileSync(path('a.lumos.yaml'))).toEqual(utf16)
    expect((await files.open(path('b.lumos.yaml'))).text).toBe('\ufeffkind: Workflow\n')
  })

  it('keeps a link a link and the permissions of the file behind it', async () => {
    mkdirSync(path('real'))
    writeFileSync(path('real/a.lumos.yaml'), 'old')
    chmodSync(path('real/a.lumos.yaml'), 0o640)
    symlinkSync(path('real/a.lumos.yaml'), path('a.lumos.yaml'))
    await files.save({ path: path('a.lumos.yaml'), text: 'new', layoutText: '{}', expectedDigest: null }, 0)
    expect(read('real/a.lumos.yaml')).toBe('new')
    expect(statSync(path('real/a.lumos.yaml')).mode & 0o777).toBe(0o640)
  })

  const impossible = [
    { name: 'a folder that does not exist', target: 'none/a.lumos.yaml', code: 'file.ENOENT', says: 'does not exist' },
    { name: 'a folder in the file\'s place', target: 'taken', code: 'file.EISDIR', says: 'is a folder' },
    { name: 'a file in the folder\'s place', target: 'file/a.lumos.yaml', code: 'file.ENOTDIR', says: 'where a folder is needed' },
    { name: 'a name that is too long', target: `${'x'.repeat(300)}.lumos.yaml`, code: 'file.ENAMETOOLONG', says: 'too long' },
  ]
  for (const { name, target, code, says } of impossible) {
    it(`says what, where and what to do about ${name}`, async () => {
      mkdirSync(path('taken'))
      writeFileSync(path('file'), '')
      const failure = await files.save({ path: path(target), text: 't', layoutText: '{}', expectedDigest: null }, 0).catch((thrown: unknown) => thrown)
      expect(failure).toMatchObject({ code, message: expect.stringContaining(says), hint: expect.stringMatching(/\.$/u) })
      expect(readdirSync(folder).filter((entry) => entry.endsWith('.saving'))).toEqual([])
    })
  }

  it('changes neither file when the disk is full', async (context) => {
    const disk = path('disk')
    mkdirSync(disk)
    if (!mountTinyDisk(disk)) return context.skip('Only root can mount a small disk here.')
    try {
      await files.save({ path: join(disk, 'a.lumos.yaml'), text: 'first', layoutText: '{"first":1}', expectedDigest: null }, 0)
      const big = 'x'.repeat(40_000)
      const failure = await files.save({ path: join(disk, 'a.lumos.yaml'), text: big, layoutText: big, expectedDigest: null }, 0).catch((thrown: unknown) => thrown)
      expect(failure).toMatchObject({ code: 'file.ENOSPC', kind: 'environment', message: expect.stringContaining('is full'), hint: expect.stringContaining('Free some space') })
      expect(readdirSync(disk).sort()).toEqual(['a.layout.json', 'a.lumos.yaml'])
      expect(readFileSync(join(disk, 'a.lumos.yaml'), 'utf8')).toBe('first')
      expect(readFileSync(join(disk, 'a.layout.json'), 'utf8')).toBe('{"first":1}')
      expect(readdirSync(intents)).toEqual([])
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it('is finished by the next start when it was killed between the two files', async () => {
    const flow = path('a.lumos.yaml')
    await files.save({ path: flow, text: 'one', layoutText: '{"n":1}', expectedDigest: null }, 0)
    // The state that a kill between the two renames leaves.
    const temporary = path('.a.layout.json.0123456789ab.saving')
    writeFileSync(flow, 'two')
    writeFileSync(temporary, '{"n":2}')
    const layout = { target: path('a.layout.json'), temporary, digest: textDigest('{"n":2}'), text: '{"n":2}' }
    writeFileSync(join(intents, 'x.json'), JSON.stringify({ flow: { target: flow, temporary: path('.gone.saving'), digest: textDigest('two') }, layout }))
    expect(await files.recover()).toEqual([flow])
    expect(read('a.layout.json')).toBe('{"n":2}')
    expect(readdirSync(folder).sort()).toEqual(['a.layout.json', 'a.lumos.yaml', 'intents'])
  })

  it('is undone by the next start when it was killed before the first file', async () => {
    const flow = path('a.lumos.yaml')
    await files.save({ path: flow, text: 'one', layoutText: '{"n":1}', expectedDigest: null }, 0)
    const flowTemporary = path('.a.lumos.yaml.0123456789ab.saving')
    writeFileSync(flowTemporary, 'two')
    const layout = { target: path('a.layout.json'), temporary: path('.none.saving'), digest: textDigest('{"n":2}'), text: '{"n":2}' }
    writeFileSync(join(intents, 'x.json'), JSON.stringify({ flow: { target: flow, temporary: flowTemporary, digest: textDigest('two') }, layout }))
    expect(await files.recover()).toEqual([])
    expect([read('a.lumos.yaml'), read('a.layout.json')]).toEqual(['one', '{"n":1}'])
    expect(existsSync(flowTemporary)).toBe(false)
  })
})

describe('a program killed while it saves', () => {
  it('leaves a whole flow with its own layout, whenever the kill comes', async () => {
    const flow = path('a.lumos.yaml')
    const seen = new Set<string>()
    for (const delay of [0, 3, 7, 11, 18, 26, 35, 47]) {
      const child = fork(fileURLToPath(new URL('./save-in-a-loop.mjs', import.meta.url)), [flow, intents], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      await new Promise((resolve) => child.once('message', resolve))
      await new Promise((resolve) => setTimeout(resolve, delay))
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      const opened = await createFlowFiles(intents).open(flow)
      const version = /^version: (\d+)\n# {60000}end\n$/u.exec(opened.text)?.[1]
      expect(version).toBeDefined()
      expect(opened.layoutText).toBe(`{"version":${version}}\n${' '.repeat(60_000)}`)
      seen.add(version ?? '')
      expect(readdirSync(folder).filter((name) => name.endsWith('.saving'))).toEqual([])
    }
    expect(seen.size).toBeGreaterThan(1)
  }, 60_000)
})

describe('opening a flow', () => {
  it('reads text, layout, name and digest', async () => {
    writeFileSync(path('a.lumos.yaml'), '\ufeffkind: Workflow\n')
    writeFileSync(path('a.layout.json'), '{}')
    expect(await files.open(path('a.lumos.yaml'))).toEqual({
      path: path('a.lumos.yaml'),
      name: 'a.lumos.yaml',
      text: '\ufeffkind: Workflow\n',
      layoutText: '{}',
      digest: textDigest('\ufeffkind: Workflow\n'),
    })
  })

  it('refuses what is no text and what is too large, each with a word on what to do', async () => {
    writeFileSync(path('a.yaml'), Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x01]))
    await expect(files.open(path('a.yaml'))).rejects.toMatchObject({ code: 'file.binary', message: expect.stringContaining('ZIP') })
    writeFileSync(path('b.yaml'), 'x'.repeat(4_000_001))
    await expect(files.open(path('b.yaml'))).rejects.toMatchObject({ code: 'flow.tooLarge' })
    await expect(files.open(path('c.yaml'))).rejects.toMatchObject({ code: 'file.ENOENT', kind: 'user' })
  })
})

function mountTinyDisk(folderToMount: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folderToMount], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
