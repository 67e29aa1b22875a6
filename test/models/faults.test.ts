import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'
import { spawnSourceWorker } from '../../host/jobs/spawn-source-worker.ts'
import { ENCODER_ID } from '../../models/catalog.ts'
import { Head } from '../../models/head.ts'
import { ModelError } from '../../models/model-error.ts'
import { openSignals } from '../../models/open-signals.ts'
import type { OpenSignals, OpenSignalsOptions } from '../../models/open-signals.ts'

const weightsDir = new URL('../../models/weights', import.meta.url).pathname
const models = new URL('../fixtures/models', import.meta.url).pathname
const article = (id: string, text: string) => ({ id, title: id, text, kind: 'article' as const, source: 'faq', thirdParty: false })
const knowledge = assembleKnowledge([article('reset', 'Choose Forgot password on the sign-in page.'), article('refund', 'Refunds take five working days.')])
const LABELS = [{ id: 'billing', title: 'Billing', examples: ['refund my money', 'the invoice'] }, { id: 'access', title: 'Account access', examples: ['forgot my password', 'login'] }]
const spawn = (): Worker => spawnSourceWorker(new URL('../../models/worker.ts', import.meta.url))
const open = (options: Partial<OpenSignalsOptions> = {}): Promise<OpenSignals> => openSignals({ weightsDir, knowledge, spawnWorker: spawn, ...options })

async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(() => undefined, (reason: unknown) => reason)
  if (error instanceof ModelError) return error
  throw new Error(`There was no ModelError: ${String(error)}`)
}

function weightsWith(change: (dir: string) => void): string {
  const dir = mkdtempSync(join(tmpdir(), 'weights-'))
  cpSync(weightsDir, dir, { recursive: true, dereference: true })
  change(dir)
  return dir
}

function flipByte(path: string, at: number): void {
  const byte = readFileSync(path)[at] ?? 0
  const file = openSync(path, 'r+')
  writeSync(file, Uint8Array.of(byte ^ 255), 0, 1, at)
  closeSync(file)
}

const allOf = (text: string): readonly SignalRequest[] => [
  { kind: 'tone', text },
  { kind: 'urgency', text },
  { kind: 'inbound', subject: '', text },
  { kind: 'labels', text, labels: LABELS },
  { kind: 'passages', text, sources: [], limit: 2 },
  { kind: 'similarity', text, other: 'refund' },
]

const numbersOf = (value: unknown): readonly number[] => (typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [])

describe('weights that are not as they were shipped', () => {
  const graph = join(ENCODER_ID, 'onnx', 'model_quantized.onnx')
  it.each([
    ['a missing graph', 'weights.missing', graph, (dir: string) => rmSync(join(dir, graph))],
    ['a graph that was cut off', 'weights.damaged', graph, (dir: string) => truncateSync(join(dir, graph), 1_000_000)],
    ['a graph with one other byte', 'weights.damaged', graph, (dir: string) => flipByte(join(dir, graph), 12_345_678)],
    ['a missing tokeniser', 'weights.missing', 'tokenizer.json', (dir: string) => rmSync(join(dir, ENCODER_ID, 'tokenizer.json'))],
    ['an empty head', 'weights.damaged', 'inbound/head.bin', (dir: string) => truncateSync(join(dir, 'inbound/head.bin'), 0)],
  ] as const)('are refused: %s', async (_, code, file, change) => {
    const error = await failure(open({ weightsDir: weightsWith(change) }))
    expect(error.code).toBe(code)
    expect(error.message).toContain(file)
    expect(error.hint).toContain('git checkout -- models/weights')
  })

  const headWith = (change: (dir: string) => void): (() => Head) => () => Head.load(join(weightsWith((dir) => change(join(dir, 'tone'))), 'tone'))
  it.each([
    ['a head that is too short for its description', 'weights.damaged', (dir: string) => truncateSync(join(dir, 'head.bin'), 4096)],
    ['a head without numbers', 'weights.missing', (dir: string) => rmSync(join(dir, 'head.bin'))],
    ['a description that is no JSON', 'weights.damaged', (dir: string) => writeFileSync(join(dir, 'head.json'), '{"format":')],
    ['a description of another size', 'weights.damaged', (dir: string) => {
      const meta: unknown = JSON.parse(readFileSync(join(dir, 'head.json'), 'utf8'))
      writeFileSync(join(dir, 'head.json'), JSON.stringify(Object.assign({}, meta, { hidden: 3 })))
    }],
    ['more labels than scales', 'weights.damaged', (dir: string) => {
      const meta: unknown = JSON.parse(readFileSync(join(dir, 'head.json'), 'utf8'))
      writeFileSync(join(dir, 'head.json'), JSON.stringify(Object.assign({}, meta, { wordScales: [1, 1] })))
    }],
  ] as const)('are refused: %s', (_, code, change) => {
    let error: unknown
    try {
      headWith(change)()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ModelError)
    expect(error).toMatchObject({ code })
  })
})

describe('a head without a hidden layer', () => {
  it('is a linear map of the vector and the words', () => {
    const dir = mkdtempSync(join(tmpdir(), 'head-'))
    const dense = new Float32Array(384 * 2 + 2)
    dense[0] = 4
    dense[384 * 2 + 1] = 1
    writeFileSync(join(dir, 'head.bin'), Buffer.concat([Buffer.from(dense.buffer), Buffer.alloc(65_536 * 2)]))
    writeFileSync(join(dir, 'head.json'), JSON.stringify({ format: 1, dense: 384, hidden: 0, buckets: 65_536, groups: [{ name: 'side', labels: ['a', 'b'], temperature: 1 }], wordScales: [1, 1] }))
    const vector = new Int16Array(384)
    vector[0] = 32_767
    const { side = {} } = Head.load(dir).judge('any words', vector)
    // 4 against a bias of 1.
    expect(side.a).toBeCloseTo(1 / (1 + Math.exp(-3)), 6)
  })
})

describe('texts of every kind', () => {
  let port: OpenSignals
  beforeAll(async () => {
    port = await open()
  })
  afterAll(() => port.close())

  const long = 'My parcel has not arrived, and nobody answers. '.repeat(2200).slice(0, 100_000)
  it.each([
    ['of 100,000 characters', long],
    ['of one word of 100,000 characters', 'a'.repeat(100_000)],
    ['of one emoji', '😡'],
    ['in Japanese', 'メールを送信できません。助けてください。'],
    ['of control characters', 'broken\u0000 \u0007\u001b[31mtext\u0085\u2028with\u200bholes\ufeff'],
    ['with lone surrogates', 'half \ud83d an emoji \ude21 here'],
    ['of nothing', ''],
    ['of blanks', ' \t\n\u00a0'],
  ])('%s get an answer to every question, twice the same, alone and beside others', async (_, text) => {
    const alone = await port.answer(allOf(text))
    expect(alone.map((answer) => answer.kind)).toEqual(['tone', 'urgency', 'inbound', 'labels', 'passages', 'similarity'])
    for (const number of numbersOf(alone)) expect(Number.isFinite(number)).toBe(true)
    for (const answer of alone) {
      if (answer.kind === 'tone') expect(answer.frustrated + answer.confused + answer.neutral + answer.satisfied).toBeCloseTo(1, 10)
      if (answer.kind === 'urgency') expect(answer.low + answer.normal + answer.high).toBeCloseTo(1, 10)
      if (answer.kind === 'inbound') expect(answer.genuine + answer.spam + answer.autoReply).toBeCloseTo(1, 10)
    }
    const beside = await port.answer([...allOf('The invoice is wrong.'), ...allOf(text), ...allOf('Thanks!')])
    expect(JSON.stringify(beside.slice(6, 12))).toBe(JSON.stringify(alone))
  })
})

describe('a worker that dies', () => {
  const requests = Array.from({ length: 300 }, (_, i): SignalRequest => ({ kind: 'similarity', text: `Message ${i} about a parcel that is late, please help`, other: 'refund' }))

  /** Workers that end when they are told to; the order stands in memory that all of them share. */
  function mortal(): { readonly started: () => number; readonly order: (end: boolean) => void; readonly spawnWorker: () => Worker } {
    const orders = new SharedArrayBuffer(4)
    let started = 0
    return {
      started: () => started,
      order: (end) => void Atomics.store(new Int32Array(orders), 0, end ? 1 : 0),
      spawnWorker: () => {
        started += 1
        return spawnSourceWorker(new URL('./dying-worker.ts', import.meta.url), { workerData: { orders } })
      },
    }
  }

  /** Resolves when the worker has gone, told by the error of a question that nobody answers again. */
  const gone = (worker: Worker): Promise<void> => new Promise((resolve) => worker.once('exit', () => resolve()))

  it('in the middle of a batch is started once more, and the batch is answered as if nothing had happened', async () => {
    const { started, order, spawnWorker } = mortal()
    const exits: Promise<void>[] = []
    const port = await open({
      spawnWorker: () => {
        // The second worker lives.
        order(false)
        const worker = spawnWorker()
        exits.push(gone(worker))
        return worker
      },
    })
    let isOrdered = false
    const answers = await port.answer(requests, {
      onProgress: (done, total) => {
        if (isOrdered || done >= total) return
        isOrdered = true
        order(true)
      },
    })
    await exits[0]
    expect(started()).toBe(2)
    expect(JSON.stringify(await port.answer(requests))).toBe(JSON.stringify(answers))
    await port.close()
  })

  it('every time is told with a code, and does not hang', async () => {
    const { started, order, spawnWorker } = mortal()
    const port = await open({ spawnWorker })
    const error = await failure(port.answer(requests, { onProgress: () => order(true) }))
    expect(error.code).toBe('worker.stopped')
    expect(error.message).toContain('ended with code 7')
    expect(started()).toBe(2)
    order(false)
    expect(await port.answer(requests.slice(0, 1))).toHaveLength(1)
    expect(started()).toBe(3)
    await port.close()
    expect((await failure(port.answer(requests))).message).toContain('closed')
  })

  it('and finds its weights gone says so', async () => {
    const dir = weightsWith(() => undefined)
    const { order, spawnWorker } = mortal()
    let exit: Promise<void> | undefined
    const port = await open({
      weightsDir: dir,
      spawnWorker: () => {
        order(false)
        const worker = spawnWorker()
        exit ??= gone(worker)
        return worker
      },
    })
    rmSync(join(dir, 'inbound/head.bin'))
    order(true)
    await exit
    expect((await failure(port.answer(requests))).code).toBe('weights.missing')
    await port.close()
  })

  it('is not waited for: closing stops a batch that is being read', async () => {
    const port = await open()
    const many = Array.from({ length: 3000 }, (_, i): SignalRequest => ({ kind: 'tone', text: `A new text with number ${i}, long enough to keep the model busy for a while` }))
    const batch = failure(port.answer(many))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await port.close()
    expect(['signals.aborted', 'worker.stopped']).toContain((await batch).code)
  })
})

describe('models of the user behind the port', () => {
  it('answer what they were chosen for, and the port says that nothing was fitted to them', async () => {
    const port = await open({ chosen: { embedding: { id: 'ours/tiny-encoder', folder: join(models, 'tiny-encoder') }, tone: { id: 'ours/tiny-tone', folder: join(models, 'tiny-tone') } } })
    const shipped = await open()
    const text = 'forgot my password, that is bad'
    const [own, ours] = [await port.answer(allOf(text)), await shipped.answer(allOf(text))]
    const [tone] = own
    if (tone?.kind !== 'tone') throw new Error('The first question is about tone.')
    expect(tone.frustrated).toBeGreaterThan(0.7)
    // Urgency and the inbound filter stay with the shipped encoder.
    expect([own[1], own[2]]).toEqual([ours[1], ours[2]])
    const alike = await port.answer([{ kind: 'similarity', text: 'login', other: 'password' }, { kind: 'similarity', text: 'login', other: 'parcel' }])
    const [near = 0, far = 1] = alike.map((answer) => (answer.kind === 'similarity' ? answer.similarity : NaN))
    expect(near).toBeGreaterThan(far)
    const [labels, passages] = [own[3], own[4]]
    if (labels?.kind !== 'labels' || passages?.kind !== 'passages') throw new Error('The answers come in the order of the questions.')
    expect(labels.scores).toHaveLength(2)
    expect(passages.passages.length).toBeGreaterThan(0)
    expect(port.models.filter((model) => model.fitted === false).map((model) => model.id).sort()).toEqual(['labels', 'ours/tiny-encoder', 'ours/tiny-tone', 'passages'])
    expect(shipped.models.filter((model) => model.fitted === false)).toEqual([])
    await port.close()
    await shipped.close()
  })

  it.each([
    ['a classifier as the encoder', { embedding: { id: 'ours/tiny-tone', folder: join(models, 'tiny-tone') } }],
    ['an encoder as the judge of tone', { tone: { id: 'ours/tiny-encoder', folder: join(models, 'tiny-encoder') } }],
  ])('are refused where the task is another: %s', async (_, chosen) => {
    const error = await failure(open({ chosen }))
    expect(error.code).toBe('model.wrongTask')
    expect(error.hint).toContain('shipped model')
  })
})

describe('one cache for two workers', () => {
  it('gives both the right answers at once, and a third what they kept', async () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'signals-'))
    const texts = ['one', 'two', 'three'].map((text) => `Number ${text} is missing from my order.`)
    const [first, second] = await Promise.all([open({ cacheDir }), open({ cacheDir })])
    const both = await Promise.all([first.answer(texts.flatMap(allOf)), second.answer(texts.flatMap(allOf))])
    expect(JSON.stringify(both[1])).toBe(JSON.stringify(both[0]))
    await Promise.all([first.close(), second.close()])
    // Damage in the middle costs one record, never an answer.
    const path = join(cacheDir, 'signals.seg')
    flipByte(path, Math.floor(readFileSync(path).length / 3))
    const third = await open({ cacheDir })
    expect(third.cacheProblem).toBeUndefined()
    expect(JSON.stringify(await third.answer(texts.flatMap(allOf)))).toBe(JSON.stringify(both[0]))
    await third.close()
  })

  it.skipIf(process.platform !== 'linux')('works on without it, and says so, where the disk is full', async () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'signals-'))
    symlinkSync('/dev/full', join(cacheDir, 'signals.seg'))
    const port = await open({ cacheDir })
    expect(await port.answer(allOf('The disk is full.'))).toHaveLength(6)
    expect(await port.answer(allOf('The disk is full.'))).toHaveLength(6)
    await port.close()
  })
})
