import { gzipSync } from 'node:zlib'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportItem, KnowledgeSummary, TicketsSummary } from '../../api/model.ts'
import { startTestHost, type TestHost } from './start-test-host.ts'

let test: TestHost
beforeAll(() => {
  test = startTestHost()
})
afterAll(() => test.close())

const write = (name: string, content: string | Uint8Array): string => {
  const path = join(test.folder, name)
  writeFileSync(path, content)
  return path
}

async function last<S>(items: AsyncIterable<ImportItem<S>>): Promise<S> {
  let summary: S | undefined
  for await (const item of items) if (item.kind === 'summary') summary = item.summary
  if (summary === undefined) throw new Error('The import ended without a summary.')
  return summary
}
const importTickets = (path: string): Promise<TicketsSummary> => last(test.client.stream('tickets.import', { path }))
const importKnowledge = (path: string): Promise<KnowledgeSummary> => last(test.client.stream('knowledge.import', { path }))

const csv = 'id,created_at,channel,subject,description\n1,2026-01-05T09:00:00Z,email,Größe,"Where is my\nparcel?"\n2,2026-01-06T10:00:00Z,chat,Refund,I want 5 € back\n'

describe('the host', () => {
  it('keeps settings and recent files between starts', async () => {
    await test.client.call('settings.set', { theme: 'dark' })
    expect(await test.client.call('settings.get', {})).toMatchObject({ theme: 'dark', welcomed: false })
    const path = write('a.lumos.yaml', 'apiVersion: lumos/v1\nkind: Workflow\nmetadata:\n  name: a\n  title: Returns desk\n')
    await test.client.call('files.openFlow', { path })
    expect(await test.client.call('recent.list', {})).toMatchObject([{ path, name: 'a.lumos.yaml', title: 'Returns desk', missing: false }])
    const again = startTestHost({ folder: test.folder })
    expect(await again.client.call('settings.get', {})).toMatchObject({ theme: 'dark' })
    expect(await again.client.call('recent.list', {})).toHaveLength(1)
    again.client.close()
    await again.host.close()
    expect(await test.client.call('recent.remove', { path })).toEqual([])
  })

  it('lists folders first, then files, without hidden ones', async () => {
    mkdirSync(join(test.folder, 'list', 'inner'), { recursive: true })
    for (const name of ['b10.yaml', 'b9.yaml', '.hidden']) write(join('list', name), '')
    const listing = await test.client.call('files.list', { path: join(test.folder, 'list') })
    expect(listing.entries.map((entry) => [entry.kind, entry.name])).toEqual([['folder', 'inner'], ['file', 'b9.yaml'], ['file', 'b10.yaml']])
    expect(listing.parent).toBe(test.folder)
    await expect(test.client.call('files.list', { path: join(test.folder, 'nowhere') })).rejects.toMatchObject({ code: 'file.ENOENT' })
  })

  it('opens every template with its sample data', async () => {
    const templates = await test.client.call('templates.list', {})
    expect(templates.map((template) => template.id)).toContain('customer-support')
    for (const { id, nodes } of templates) {
      const opened = await test.client.call('templates.open', { id })
      expect(opened.flow.path).toBeNull()
      expect(opened.flow.text).toContain('kind: Workflow')
      expect(nodes).toBeGreaterThan(1)
    }
    await expect(test.client.call('templates.open', { id: '../core' })).rejects.toMatchObject({ code: 'templates.unknown' })
  })

  it('tells the window about files opened from outside, also those from before it listened', async () => {
    test.host.events.send({ kind: 'openFile', path: '/early.lumos.yaml' })
    const events = test.client.stream('app.events', {})
    expect((await events.next()).value).toEqual({ kind: 'openFile', path: '/early.lumos.yaml' })
    test.host.events.send({ kind: 'command', command: 'saveFlow' })
    expect((await events.next()).value).toEqual({ kind: 'command', command: 'saveFlow' })
    await events.return?.()
  })

  it('reads a scenario and lists what it leaves open', async () => {
    const standard = await test.client.call('scenario.read', { text: '' })
    expect(standard).toMatchObject({ seed: 1, replications: 20, problems: [] })
    expect(standard.assumptions.length).toBeGreaterThan(5)
    const wrong = await test.client.call('scenario.read', { text: 'apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: x }\nspec:\n  sede: 4\n' })
    expect(wrong.problems).toMatchObject([{ line: 5, severity: 'error', message: expect.stringContaining('sede') }])
  })
})

describe('importing tickets', () => {
  const forms = [
    { name: 'CSV', file: 't.csv', bytes: Buffer.from(csv) },
    { name: 'gzipped CSV', file: 't.csv.gz', bytes: gzipSync(csv) },
    { name: 'UTF-16 CSV', file: 'u16.csv', bytes: Buffer.from(`\ufeff${csv}`, 'utf16le') },
    { name: 'JSON Lines without a telling name', file: 'tickets.dat', bytes: Buffer.from('{"id":"1","created_at":"2026-01-05T09:00:00Z","channel":"email","subject":"Größe","description":"Where is my\\nparcel?"}\n{"id":"2","created_at":"2026-01-06T10:00:00Z","channel":"chat","subject":"Refund","description":"I want 5 € back"}\n') },
  ]
  for (const { name, file, bytes } of forms) {
    it(`reads ${name} and pages it`, async () => {
      const summary = await importTickets(write(file, bytes))
      expect(summary).toMatchObject({ tickets: 2, skipped: 0, channels: { chat: 1, email: 1 } })
      const page = await test.client.call('tickets.page', { datasetId: summary.datasetId, search: 'REFUND', offset: 0, limit: 10 })
      expect(page).toMatchObject({ total: 1, rows: [{ id: '2', subject: 'Refund', excerpt: 'I want 5 € back' }] })
    })
  }

  it('reads Windows-1252 and says so', async () => {
    const latin = Buffer.from(csv.replace('€', '\x80'), 'latin1')
    const summary = await importTickets(write('w.csv', latin))
    expect(summary.problems).toMatchObject([{ code: 'TICKET.Encoding', message: expect.stringContaining('Windows-1252') }])
    const page = await test.client.call('tickets.page', { datasetId: summary.datasetId, search: '', offset: 0, limit: 10 })
    expect(page.rows.map((row) => [row.subject, row.excerpt])).toContainEqual(['Refund', 'I want 5 € back'])
  })

  it('gives the same tickets the same id, in whatever form they came', async () => {
    const ids = await Promise.all([importTickets(write('x.csv', csv)), importTickets(write('x.csv.gz', gzipSync(csv)))])
    expect(ids[0]?.datasetId).toBe(ids[1]?.datasetId)
  })

  const unusable = [
    { name: 'wrong columns', file: 'wrong.csv', content: 'name;colour\nx;red\n', code: 'TICKET.ColumnMissing' },
    { name: 'an empty file', file: 'empty.csv', content: '', code: 'TICKET.NoRows' },
    { name: 'an empty ticket', file: 'hollow.csv', content: 'id,created_at,subject,description\n1,2026-01-05T09:00:00Z,,\n', code: 'TICKET.Empty' },
    { name: 'JSON that is no JSON Lines', file: 'array.json', content: '[{"id":1}]', code: 'TICKET.JsonArray' },
  ]
  for (const { name, file, content, code } of unusable) {
    it(`lists ${name} as a problem and carries on`, async () => {
      const summary = await importTickets(write(file, content))
      expect(summary.tickets).toBe(0)
      expect(summary.problems.map((problem) => problem.code)).toContain(code)
    })
  }

  const refused = [
    { name: 'a workbook', file: 'book.csv', bytes: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), code: 'file.binary' },
    { name: 'a damaged gzip file', file: 'cut.csv.gz', bytes: gzipSync(csv.repeat(50)).subarray(0, 60), code: 'file.badGzip' },
  ]
  for (const { name, file, bytes, code } of refused) {
    it(`refuses ${name} in a sentence`, async () => {
      await expect(importTickets(write(file, bytes))).rejects.toMatchObject({ code, kind: 'user', message: expect.stringContaining(file) })
    })
  }

  it('stops when asked', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},2026-01-05T09:00:00Z,email,Subject ${index},${'words '.repeat(20)}`)
    const path = write('many.csv', `id,created_at,channel,subject,description\n${rows.join('\n')}\n`)
    const abort = new AbortController()
    const reading = (async () => {
      for await (const item of test.client.stream('tickets.import', { path }, { signal: abort.signal })) if (item.kind === 'progress') abort.abort()
    })()
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('importing articles', () => {
  it('reads a folder of Markdown and HTML with its subfolders', async () => {
    const folder = join(test.folder, 'kb')
    mkdirSync(join(folder, 'faq'), { recursive: true })
    write('kb/refunds.md', '# Refunds\n\nMoney comes back within five days.\n')
    write('kb/faq/login.html', '<html><body><main><h1>Login</h1><p>Reset the password.</p></main></body></html>')
    write('kb/notes.docx', 'PK')
    expect(await importKnowledge(folder)).toMatchObject({ name: 'kb', articles: 2, pastResolutions: 0, skipped: 0, problems: [] })
  })

  it('reads gzipped JSON Lines and tells articles from past resolutions', async () => {
    const lines = '{"id":"a","title":"Refunds","text":"Five days."}\n{"query":"Where is my money?","positive":"It takes five days."}\n{"title":"no text"}\n'
    expect(await importKnowledge(write('kb.jsonl.gz', gzipSync(lines)))).toMatchObject({ articles: 1, pastResolutions: 1, skipped: 1 })
  })

  it('says that a folder holds no articles', async () => {
    mkdirSync(join(test.folder, 'nothing'))
    const summary = await importKnowledge(join(test.folder, 'nothing'))
    expect(summary).toMatchObject({ articles: 0, problems: [{ code: 'KNOWLEDGE.Empty' }] })
  })
})

describe('a background worker that dies', () => {
  it('is replaced, and what was imported is read again', async () => {
    const summary = await importTickets(write('again.csv', csv))
    await test.workers.at(-1)?.terminate()
    const page = await test.client.call('tickets.page', { datasetId: summary.datasetId, search: '', offset: 0, limit: 1 })
    expect(page.total).toBe(2)
    expect(test.workers.length).toBeGreaterThan(1)
  })

  it('says so to whoever waits for it, with what to do', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},2026-01-05T09:00:00Z,email,Subject ${index},${'words '.repeat(20)}`)
    const path = write('dying.csv', `id,created_at,channel,subject,description\n${rows.join('\n')}\n`)
    const reading = (async () => {
      for await (const item of test.client.stream('tickets.import', { path })) if (item.kind === 'progress') await test.workers.at(-1)?.terminate()
    })()
    await expect(reading).rejects.toMatchObject({ code: 'jobs.workerStopped', kind: 'environment', message: expect.stringContaining('while it was reading tickets'), hint: expect.stringContaining('Your flow is safe') })
  })

  it('shows in the state of the models, whose watcher goes on with the next worker', async () => {
    const watching = test.client.stream('models.watch', {})
    expect((await watching.next()).value).toMatchObject({ state: 'idle' })
    await test.workers.at(-1)?.terminate()
    expect((await watching.next()).value).toMatchObject({ state: 'failed', message: expect.stringContaining('background worker stopped') })
    const next = watching.next()
    await importTickets(write('wakes.csv', csv))
    expect((await next).value).toMatchObject({ state: 'idle' })
    await watching.return?.()
  })

  it('says that it was memory, and the host lives on', async () => {
    const small = startTestHost({ memoryMb: 24 })
    try {
      const rows = Array.from({ length: 200_000 }, (_, index) => `${index},2026-01-05T09:00:00Z,email,Subject ${index},${'words '.repeat(20)}`)
      writeFileSync(join(small.folder, 'huge.csv'), `id,created_at,channel,subject,description\n${rows.join('\n')}\n`)
      await expect(last(small.client.stream('tickets.import', { path: join(small.folder, 'huge.csv') }))).rejects.toMatchObject({ code: 'jobs.workerStopped', message: expect.stringContaining('out of memory'), hint: expect.stringContaining('fewer tickets') })
      expect(await small.client.call('app.info', {})).toMatchObject({ shell: 'web' })
    } finally {
      await small.close()
    }
  })

  it('says that the file has changed where it cannot be read again as it was', async () => {
    const path = write('changed.csv', csv)
    const summary = await importTickets(path)
    await test.workers.at(-1)?.terminate()
    write('changed.csv', csv.replace('Refund', 'Return'))
    await expect(test.client.call('tickets.page', { datasetId: summary.datasetId, search: '', offset: 0, limit: 1 })).rejects.toMatchObject({ code: 'jobs.fileChanged' })
  })
})
