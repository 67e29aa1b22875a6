import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lumos, projectRoot, type CliRun } from './run-in-process.ts'

const fixtures = join(projectRoot, 'test', 'fixtures', 'evaluation')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumos-eval-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const evaluate = (...argv: readonly string[]): Promise<CliRun> => lumos(['models', 'eval', ...argv], { cwd: fixtures, env: { LUMOS_CACHE_DIR: join(folder, 'cache'), LUMOS_DATA_DIR: join(folder, 'data') } })

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() })
const figures = z.object({ accuracy: figure, macroF1: figure, calibrationError: figure.optional(), classes: z.array(z.object({ label: z.string(), rows: z.number(), f1: z.number() })), confusion: z.object({ labels: z.array(z.string()), counts: z.array(z.array(z.number())) }) })
const classification = z.object({
  kind: z.literal('classification'),
  name: z.string(),
  rows: z.number(),
  model: figures,
  baseline: z.object({ method: z.string(), figures }).optional(),
  lead: z.object({ accuracy: figure, macroF1: figure }).optional(),
  noneOfThese: z.object({ rows: z.number(), rankedBelow: figure }).optional(),
})
const searched = z.object({ recallAt1: figure, recallAt5: figure, ndcgAt10: figure, reciprocalRankAt10: figure })
const retrieval = z.object({ kind: z.literal('retrieval'), queries: z.number(), documents: z.number(), hybrid: searched, lexical: searched, vectors: searched })
const reportOf = <T>(part: z.ZodType<T>, run: CliRun): readonly T[] => {
  expect(run.stderr).toBe('')
  expect(run.exitCode).toBe(0)
  const report = z.object({ format: z.literal(1), models: z.array(z.object({ id: z.string() })).min(1), parts: z.array(part).min(1) }).parse(JSON.parse(run.stdout))
  return report.parts
}

describe('measuring tone', () => {
  it('gives tone, polarity and urgency, each on the rows that carry one', async () => {
    const parts = reportOf(classification, await evaluate('--task', 'tone', '--data', 'tone.csv', '--json'))
    expect(parts.map(({ name, rows }) => [name, rows])).toEqual([['tone', 8], ['polarity', 8], ['urgency', 7]])
    for (const { model, rows } of parts) {
      expect(model.accuracy.low).toBeLessThanOrEqual(model.accuracy.value)
      expect(model.accuracy.high).toBeGreaterThanOrEqual(model.accuracy.value)
      expect(model.confusion.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(rows)
    }
    // Thanks and plain reports are what any usable weights tell apart.
    expect(parts[0]?.model.classes.find(({ label }) => label === 'satisfied')?.f1).toBe(1)
    expect(parts[0]?.model.calibrationError).toBeDefined()
  })

  it('gives the same bytes again', async () => {
    const argv = ['--task', 'tone', '--data', 'tone.csv', '--seed', '5', '--json']
    expect((await evaluate(...argv)).stdout).toBe((await evaluate(...argv)).stdout)
  })

  it('uses only the rows that are asked for, and is readable', async () => {
    const run = await evaluate('--task', 'tone', '--data', 'tone.csv', '--where', 'urgency=high')
    expect(run.stdout).toContain('tone: 2 rows')
    expect(run.stdout).toContain('macro-F1')
    expect(run.stdout).toContain('is \\ judged')
  })
})

describe('measuring triage', () => {
  it('learns from examples of the file itself, each row judged by the others', async () => {
    const [part] = reportOf(classification, await evaluate('--task', 'triage', '--data', 'tickets.csv', '--shots', '2', '--json'))
    expect(part?.rows).toBe(12)
    expect(part?.model.accuracy.value).toBeGreaterThan(0.6)
    expect(part?.noneOfThese?.rows).toBe(1)
  })

  it('judges by the descriptions of the labels alone', async () => {
    writeFileSync(join(folder, 'labels.csv'), 'id,title,description\nbilling,Billing,"invoices, charges, payments and refunds"\naccess,Account access,"passwords, signing in, locked accounts"\ndelivery,Delivery,"parcels, tracking, delivery addresses"\n')
    const [part] = reportOf(classification, await evaluate('--task', 'triage', '--data', 'tickets.csv', '--shots', '0', '--labels', join(folder, 'labels.csv'), '--json'))
    expect(part?.model.accuracy.value).toBeGreaterThan(0.7)
    expect(part?.baseline?.method).toContain('the words of the labels')
  })

  it('learns from a file of its own', async () => {
    const [part] = reportOf(classification, await evaluate('--task', 'triage', '--data', 'tickets.csv', '--train', 'tickets.csv', '--json'))
    expect(part?.model.accuracy.value).toBeGreaterThan(0.9)
    expect(part?.baseline?.figures.accuracy.value).toBe(1)
  })
})

describe('measuring retrieval and spam', () => {
  it('puts hybrid, words and meaning side by side', async () => {
    const [part] = reportOf(retrieval, await evaluate('--task', 'retrieval', '--data', 'questions.csv', '--corpus', 'articles.jsonl', '--json'))
    expect(part).toMatchObject({ queries: 4, documents: 4 })
    expect(part?.hybrid.recallAt5.value).toBe(1)
    expect(part?.hybrid.recallAt1.value).toBeGreaterThanOrEqual(0.5)
    expect(part?.vectors.recallAt1.value).toBeGreaterThanOrEqual(0.5)
    // The last question shares no telling word with its article.
    expect(part?.lexical.reciprocalRankAt10.value).toBeLessThan(1)
  })

  it('tells genuine requests, spam and automatic messages apart', async () => {
    const [part] = reportOf(classification, await evaluate('--task', 'spam', '--data', 'inbox.jsonl', '--json'))
    expect(part?.model.classes.map(({ label, rows }) => [label, rows])).toEqual([['ham', 2], ['spam', 2], ['auto', 1]])
    expect(part?.model.accuracy.value).toBeGreaterThanOrEqual(0.8)
  })
})

describe('a file or command line that is wrong', () => {
  const wrong: readonly (readonly [name: string, content: string | Buffer, argv: readonly string[], message: string])[] = [
    ['missing.csv', 'text,mood\na,b\n', ['--task', 'tone'], 'missing.csv:1: There is no column "tone" or "polarity" or "urgency"'],
    ['tone.csv', 'text,tone\nfine,neutral\nbad,angry\n', ['--task', 'tone'], 'tone.csv:3:2: "angry"'],
    ['line.jsonl', '{"text":"a","label":"ham"}\n{"text":}\n', ['--task', 'spam'], 'line.jsonl:2:9: The line is not JSON'],
    ['empty.csv', '', ['--task', 'tone'], 'empty.csv: The file holds no rows.'],
    ['cut.jsonl.gz', gzipSync('{"text":"a","label":"ham"}\n'.repeat(200)).subarray(0, 40), ['--task', 'spam'], 'compressed data is damaged or cut off'],
    ['one.csv', 'text,label\na,x\nb,x\n', ['--task', 'triage'], 'one.csv: There is only one label, "x".'],
    ['label.csv', 'text,label\na,billing\nb,weather\n', ['--task', 'triage', '--train', 'tickets.csv'], 'label.csv:3: The label "weather" does not occur in "tickets.csv".'],
    ['query.csv', 'query,relevant\na,nowhere\n', ['--task', 'retrieval', '--corpus', 'articles.jsonl'], 'query.csv:2:2: The document "nowhere" is not in "articles.jsonl".'],
    ['query.csv', 'query,relevant\na,reset\n', ['--task', 'retrieval'], 'Retrieval needs the documents that are searched.'],
    ['tone.csv', 'text,tone\nfine,neutral\n', ['--task', 'tone', '--shots', '3'], '--shots belong to --task triage.'],
  ]

  it.each(wrong)('%s with %j', async (name, content, argv, message) => {
    writeFileSync(join(folder, name), content)
    const run = await evaluate('--data', join(folder, name), ...argv)
    expect(run.stderr).toContain(message)
    expect(run.exitCode).toBe(2)
    expect(run.stdout).toBe('')
  })

  it('names a file that is not there', async () => {
    const run = await evaluate('--task', 'tone', '--data', 'nothing.csv')
    expect(run.stderr).toContain('does not exist')
    expect(run.exitCode).toBe(2)
  })

  it('finds a model to try in a folder from where the command was given', async () => {
    const run = await evaluate('--task', 'tone', '--data', 'tone.csv', '--model', 'tone=../models/tiny-tone', '--json')
    expect(run.exitCode).toBe(0)
    const { models } = z.object({ models: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(run.stdout))
    expect(models.map(({ id }) => id)).toContain(join(projectRoot, 'test', 'fixtures', 'models', 'tiny-tone'))
  })

  it('names a model to try that is not there', async () => {
    const run = await evaluate('--task', 'tone', '--data', 'tone.csv', '--model', 'tone=owner/nothing')
    expect(run.stderr).toContain('The model "owner/nothing" is not there')
    expect(run.exitCode).toBe(2)
  })

  it('refuses a task that is none', async () => {
    const run = await evaluate('--task', 'poetry', '--data', 'tone.csv')
    expect(run.stderr).toContain('Allowed choices are tone, triage, retrieval, spam')
    expect(run.exitCode).toBe(2)
  })

  it('stops when it is told to', async () => {
    const run = await lumos(['models', 'eval', '--task', 'tone', '--data', 'tone.csv'], { cwd: fixtures, env: { LUMOS_CACHE_DIR: join(folder, 'cache') }, abort: { aborted: true } })
    expect([run.exitCode, run.stdout]).toEqual([130, ''])
  })
})
