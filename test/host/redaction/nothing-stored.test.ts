import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualKinds } from '../../../core/redaction/redaction-kind.ts'
import { lumos } from '../../cli/run-in-process.ts'
import { projectRoot, startTestHost, type TestHost } from '../start-test-host.ts'

/** What stands in the imported files and must be in no file of ours afterwards. */
const secrets = ['Quenby', 'Thistlewood', 'quenby.thistlewood@post.example', '+44 20 7946 0991', '4111 1111 1111 1111', 'DE89 3704 0044 0532 0130 00', '219-09-9999', 'Ottoline', '0171 2345678']

const tickets = [
  { id: 'A-1', created_at: '2026-01-05T09:00:00Z', subject: 'Refund for Quenby Thistlewood', description: 'Hello,\nplease refund order 4711-B to DE89 3704 0044 0532 0130 00.\nCall +44 20 7946 0991.\nRegards,\nQuenby Thistlewood', requester_name: 'Quenby Thistlewood', customer_id: 'quenby.thistlewood@post.example', messages: [{ from: 'agent', at: '2026-01-05T09:30:00Z', text: 'Dear Ms Thistlewood, which card did you use?' }, { from: 'customer', at: '2026-01-05T10:00:00Z', text: 'The card 4111 1111 1111 1111.\nQuenby' }] },
  { id: 'A-2', created_at: '2026-01-05T11:00:00Z', subject: 'My SSN is 219-09-9999', description: 'It must be changed. This is Ottoline from Leeds, mail quenby.thistlewood@post.example. The app shows error 0x80070005.' },
  { id: 'A-3', created_at: 'quenby.thistlewood@post.example', subject: 'No time', description: 'x' },
]
const resolutions = [{ id: 'R-1', query: 'Refund was late', positive: 'Hi Ottoline,\nwe refunded the order. Call 0171 2345678 if it does not arrive.' }]

const flow = join(projectRoot, 'flows', 'customer-support', 'customer-support.lumos.yaml')
let test: TestHost
let source = ''

beforeAll(() => {
  test = startTestHost()
  source = mkdtempSync(join(tmpdir(), 'lumos-source-'))
  writeFileSync(join(source, 'tickets.jsonl'), tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join(''))
  writeFileSync(join(source, 'broken.jsonl'), `${JSON.stringify(tickets[0])}\nQuenby Thistlewood, quenby.thistlewood@post.example\n`)
  writeFileSync(join(source, 'history.jsonl'), resolutions.map((article) => `${JSON.stringify(article)}\n`).join(''))
})
afterAll(async () => {
  await test.close()
  rmSync(source, { recursive: true, force: true })
})

describe('with personal data taken out', () => {
  it('no file that the app writes holds any of it, after import, simulation, journal and export', async () => {
    await test.client.call('settings.set', { redaction: { on: true, kinds: usualKinds.slice() } })
    let datasetId = ''
    let knowledgeId = ''
    // What the caller leaves out is what the settings say.
    for await (const item of test.client.stream('tickets.import', { path: join(source, 'tickets.jsonl') })) {
      if (item.kind !== 'summary') continue
      datasetId = item.summary.datasetId
      expect(item.summary).toMatchObject({ tickets: 2, redaction: { changed: 2, counts: { card: 1, account: 1, nationalId: 1 } } })
      expectClean(JSON.stringify({ ...item.summary, path: '' }))
    }
    for await (const item of test.client.stream('knowledge.import', { path: join(source, 'history.jsonl') })) {
      if (item.kind !== 'summary') continue
      knowledgeId = item.summary.knowledgeId
      expect(item.summary).toMatchObject({ pastResolutions: 1, redaction: { counts: { person: 1, phone: 1 } } })
    }
    expectClean(JSON.stringify(await test.client.call('tickets.page', { datasetId, search: '', offset: 0, limit: 10 })))
    let runId = ''
    for await (const item of test.client.stream('runs.simulate', { flowText: readFileSync(flow, 'utf8'), datasetId, knowledgeId, scenarioText: null, replications: 1 })) {
      if (item.kind !== 'finished') continue
      runId = item.runId
      expectClean(JSON.stringify(item.report))
    }
    const ticket = await test.client.call('runs.ticket', { runId, ticketId: 'A-1' })
    expect(JSON.stringify(ticket)).toContain('[person 1]')
    expectClean(JSON.stringify(ticket))
    await test.client.call('journal.write', { docId: 'd', title: 'Flow', path: null, text: readFileSync(flow, 'utf8'), layoutText: '' })
    const out = join(test.folder, 'export')
    mkdirSync(out)
    await test.client.call('export.write', { flowText: readFileSync(flow, 'utf8'), layoutText: '', target: 'lumos', dir: out })
    await test.host.close()
    const written = filesUnder(test.folder)
    expect(written.map(({ name }) => name).filter((name) => name.endsWith('state.json') || name.endsWith('signals.seg')).length).toBeGreaterThanOrEqual(2)
    for (const { content } of written) expectClean(content)
  })

  it('remarks about lines that cannot be read do not quote it', async () => {
    const other = startTestHost()
    for await (const item of other.client.stream('tickets.import', { path: join(source, 'broken.jsonl'), redact: usualKinds.slice() })) if (item.kind === 'summary') expectClean(JSON.stringify(item.summary.problems))
    await other.close()
  })

  it('the command line writes none of it either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lumos-redact-'))
    const run = await lumos(['simulate', flow, '--tickets', join(source, 'tickets.jsonl'), '--knowledge', join(source, 'history.jsonl'), '--replications', '1', '--redact', '--json', 'report.json', '--trace', 'trace.jsonl'], { cwd: folder, env: { LUMOS_CACHE_DIR: join(folder, 'cache') } })
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toMatch(/Taken out of 2 tickets: names \d+, e-mail addresses \d+, phone numbers 1, card numbers 1, account numbers 1, identity numbers 1\./)
    expectClean(run.stdout + run.stderr)
    const written = filesUnder(folder)
    expect(written.find(({ name }) => name.endsWith('trace.jsonl'))?.content).toContain('4711-B')
    for (const { content } of written) expectClean(content)
    rmSync(folder, { recursive: true, force: true })
  })

  it('a preview shows it to the screen and keeps nothing', async () => {
    const other = startTestHost()
    const preview = await other.client.call('redaction.preview', { path: join(source, 'tickets.jsonl'), of: 'tickets', kinds: ['card', 'account'] })
    expect(preview).toMatchObject({ looked: 2, isAll: true, changed: 1, counts: { card: 1, account: 1, person: 0 } })
    const [example] = preview.examples
    expect(example?.after).toContain('to [account 1].')
    expect(example?.replaced.map(({ start, end }) => example.before.slice(start, end))).toEqual(['DE89 3704 0044 0532 0130 00'])
    expect(example?.replaced.map(({ at, placeholder }) => example.after.slice(at, at + placeholder.length))).toEqual(['[account 1]'])
    await other.host.close()
    for (const { content } of filesUnder(other.folder)) expectClean(content)
    await other.close()
  })
})

describe('without it', () => {
  it('the tickets stay as the file has them', async () => {
    const other = startTestHost()
    for await (const item of other.client.stream('tickets.import', { path: join(source, 'tickets.jsonl') })) {
      if (item.kind !== 'summary') continue
      expect(item.summary.redaction).toBeNull()
      const page = await other.client.call('tickets.page', { datasetId: item.summary.datasetId, search: 'Thistlewood', offset: 0, limit: 10 })
      expect(page.total).toBe(2)
    }
    await other.close()
  })
})

function expectClean(text: string): void {
  const lower = text.toLowerCase()
  expect(secrets.filter((secret) => lower.includes(secret.toLowerCase()))).toEqual([])
}

function filesUnder(folder: string): readonly { readonly name: string; readonly content: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => ({ name: join(entry.parentPath, entry.name), content: readFileSync(join(entry.parentPath, entry.name), 'latin1') }))
}
