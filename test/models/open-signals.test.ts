import { cpSync, existsSync, mkdtempSync, readFileSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { Article } from '../../core/knowledge/article.ts'
import type { AnswerOf } from '../../core/signals/signal-answer.ts'
import type { AnswerOptions } from '../../core/signals/signal-port.ts'
import type { LabelDefinition, SignalRequest } from '../../core/signals/signal-request.ts'
import { SignalStore } from '../../core/signals/signal-store.ts'
import { catalog } from '../../models/catalog.ts'
import { ModelError } from '../../models/model-error.ts'
import { openSignals } from '../../models/open-signals.ts'
import type { OpenSignals } from '../../models/open-signals.ts'
import { spawnSourceWorker } from '../../host/jobs/spawn-source-worker.ts'

const spawnModelWorker = (): ReturnType<typeof spawnSourceWorker> => spawnSourceWorker(new URL('../../models/worker.ts', import.meta.url))

const weightsDir = new URL('../../models/weights', import.meta.url).pathname

const article = (id: string, title: string, text: string, more: Partial<Article> = {}): Article => ({ id, title, text, kind: 'article', source: 'faq', thirdParty: false, ...more })
const knowledge = assembleKnowledge([
  article('reset', 'Reset your password', 'Open the sign-in page and choose Forgot password. A link is sent to your address; it is valid for one hour.'),
  article('refund', 'When a refund arrives', 'We pay refunds to the card that you paid with. This takes up to five working days.'),
  article('export', 'Export your data', '# From the web\n\nOpen Settings, then Data, and choose Export.\n\n# From the phone\n\nExports can only be started on the web.'),
  article('past-1', 'The app closes when I open the calendar', 'Remove the old calendar in Settings and add it again; version 14.3 mends this for good.', { kind: 'pastResolution', source: 'tickets' }),
  article('vendor', 'Printer drivers', 'Get the newest driver from the maker of your printer.', { source: 'tickets', thirdParty: true }),
])

const LABELS: readonly LabelDefinition[] = [
  { id: 'billing', title: 'Billing', description: 'invoices, charges, refunds and payment methods', examples: ['I was charged twice', 'where is my refund', 'the invoice is wrong'] },
  { id: 'access', title: 'Account access', description: 'passwords, signing in, locked accounts', examples: ['I cannot log in', 'I forgot my password', 'my account is locked'] },
  { id: 'delivery', title: 'Delivery', description: 'parcels, tracking, addresses', examples: ['where is my parcel', 'my order has not arrived', 'change the delivery address'] },
]

let port: OpenSignals
beforeAll(async () => {
  port = await openSignals({ weightsDir, knowledge, spawnWorker: spawnModelWorker })
})
afterAll(() => port.close())

async function ask<R extends SignalRequest>(request: R, options?: AnswerOptions): Promise<AnswerOf<R>> {
  const store = new SignalStore()
  const [answer] = await port.answer([request], options)
  if (answer) store.put(request, answer)
  const read = store.read(request)
  if (!read) throw new Error(`No answer of kind ${request.kind}.`)
  return read
}

async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(() => undefined, (reason: unknown) => reason)
  if (error instanceof ModelError) return error
  throw new Error('There was no ModelError.')
}

function best(scores: Readonly<Record<string, number>>): string | undefined {
  return Object.entries(scores).sort((a, b) => b[1] - a[1])[0]?.[0]
}

describe('the tone signal', () => {
  it.each([
    ['Thank you so much, that solved it!', 'satisfied'],
    ['This is ridiculous. The third time it fails and nobody answers, I am so angry!', 'frustrated'],
    ["I'm confused, I don't understand what this setting means?", 'confused'],
    ['The invoice is attached.', 'neutral'],
  ] as const)('hears %j as %s', async (text, tone) => {
    const answer = await ask({ kind: 'tone', text })
    const { frustrated, confused, neutral, satisfied } = answer
    expect(best({ frustrated, confused, neutral, satisfied })).toBe(tone)
    expect(answer.frustrated + answer.confused + answer.neutral + answer.satisfied).toBeCloseTo(1, 10)
    expect(answer.languageKnown).toBe(true)
  })

  it('has opposite polarities for thanks and anger', async () => {
    expect((await ask({ kind: 'tone', text: 'Great work, I love it' })).polarity).toBeGreaterThan(0.5)
    expect((await ask({ kind: 'tone', text: 'I hate this awful update' })).polarity).toBeLessThan(-0.5)
  })

  it.each(['', '   \n ', '12345'])('counts no words in %j', async (text) => {
    expect(await ask({ kind: 'tone', text })).toMatchObject({ words: 0, languageKnown: false })
  })

  it.each(['Ich kann mich nicht anmelden und habe mein Passwort vergessen', 'メールを送信できません', 'Je ne peux pas envoyer de messages depuis hier'])('does not claim to know the language of %j', async (text) => {
    expect((await ask({ kind: 'tone', text })).languageKnown).toBe(false)
  })
})

describe('the heads', () => {
  const check = z.object({ text: z.string(), tone: z.array(z.number()).optional(), inbound: z.array(z.number()).optional() })
  const checksOf = (name: string): readonly z.infer<typeof check>[] => z.object({ checks: z.array(check) }).parse(JSON.parse(readFileSync(join(weightsDir, name, 'head.json'), 'utf8'))).checks

  it.each(checksOf('tone'))('judge the tone of $text as the trainer did', async ({ text, tone = [] }) => {
    const answer = await ask({ kind: 'tone', text })
    expect(tone).toHaveLength(4)
    ;[answer.frustrated, answer.confused, answer.neutral, answer.satisfied].forEach((value, i) => expect(Math.abs(value - (tone[i] ?? 9))).toBeLessThan(0.002))
  })

  it.each(checksOf('inbound'))('judge whether $text is genuine as the trainer did', async ({ text, inbound = [] }) => {
    const answer = await ask({ kind: 'inbound', subject: '', text })
    expect(inbound).toHaveLength(3)
    if (answer.autoReply === 0.95) return
    ;[answer.genuine, answer.spam, answer.autoReply].forEach((value, i) => expect(Math.abs(value - (inbound[i] ?? 9))).toBeLessThan(0.002))
  })
})

describe('the inbound signal', () => {
  it.each([
    ['Cannot sign in', 'I cannot sign in since yesterday, the page says that my password is wrong.', 'genuine'],
    ['URGENT', 'Our whole team is blocked, please call me back today', 'genuine'],
    ['Passwort vergessen', 'Ich habe mein Passwort vergessen, wie kann ich es zurücksetzen?', 'genuine'],
    ['You won', 'Congratulations! You have been selected to win a FREE cash prize. Click here now to claim your $1000 reward!!!', 'spam'],
    ['Out of office', 'I am away until Monday and will answer when I return.', 'autoReply'],
    ['Undelivered Mail Returned to Sender', 'This is the mail system at host mx1.example. Your message could not be delivered.', 'autoReply'],
  ] as const)('sees %j as what it is', async (subject, text, kind) => {
    const answer = await ask({ kind: 'inbound', subject, text })
    const { genuine, spam, autoReply } = answer
    expect(best({ genuine, spam, autoReply })).toBe(kind)
    expect(answer.genuine + answer.spam + answer.autoReply).toBeCloseTo(1, 10)
  })
})

describe('the labels signal', () => {
  it.each([
    ['my password does not work any more', 'access'],
    ['please send the money back, you charged my card two times', 'billing'],
    ['the courier never came with my package', 'delivery'],
  ])('finds the label of %j', async (text, label) => {
    const { scores } = await ask({ kind: 'labels', text, labels: LABELS })
    expect(scores.map((score) => score.label)).toEqual(LABELS.map((one) => one.id))
    const top = [...scores].sort((a, b) => b.score - a.score)[0]
    expect(top?.label).toBe(label)
    expect(top?.score).toBeGreaterThan(0.6)
  })

  it.each(['what will the weather be like in Lisbon', 'tell me a joke about penguins', 'do you have open positions for gardeners'])('gives no label to %j', async (text) => {
    const { scores } = await ask({ kind: 'labels', text, labels: LABELS })
    for (const { score } of scores) expect(score).toBeLessThan(0.5)
  })

  it('gives nothing to an empty text and copes with an empty list', async () => {
    expect((await ask({ kind: 'labels', text: ' ', labels: LABELS })).scores.map((score) => score.score)).toEqual([0, 0, 0])
    expect((await ask({ kind: 'labels', text: 'hello', labels: [] })).scores).toEqual([])
  })
})

describe('the passages signal', () => {
  const passages = async (text: string, sources: readonly string[] = [], limit = 3) => (await ask({ kind: 'passages', text, sources, limit })).passages

  it.each([
    ['how can I get a new password', 'reset'],
    ['I returned my shoes two days ago, when will I get my money', 'refund'],
    ['the program crashes when I click on the calendar', 'past-1'],
  ])('ranks the answer to %j first', async (text, id) => {
    const [first, ...rest] = await passages(text)
    expect(first?.articleId).toBe(id)
    for (const one of rest) expect(one.confidence).toBeLessThanOrEqual(first?.confidence ?? 0)
  })

  it('returns a past answer, not its question', async () => {
    const [first] = await passages('The app closes when I open the calendar')
    expect(first).toMatchObject({ articleId: 'past-1', source: 'tickets', title: 'The app closes when I open the calendar' })
    expect(first?.text).toContain('version 14.3')
    expect(first?.confidence).toBeGreaterThan(0.8)
  })

  it('has little confidence where nothing answers', async () => {
    for (const text of ['which paint is best for a wooden fence', 'the cat has a fever']) {
      expect((await passages(text))[0]?.confidence ?? 0).toBeLessThan(0.3)
    }
  })

  it('looks only in the sources that it is given, and names each article once', async () => {
    expect(new Set((await passages('password', ['tickets'], 10)).map((one) => one.source))).toEqual(new Set(['tickets']))
    const all = await passages('export settings password', [], 10)
    expect(all.length).toBe(5)
    expect(new Set(all.map((one) => one.articleId)).size).toBe(5)
    expect(all.find((one) => one.articleId === 'vendor')?.thirdParty).toBe(true)
  })

  it('is empty for an empty text and for no places', async () => {
    expect(await passages('')).toEqual([])
    expect(await passages('password', [], 0)).toEqual([])
  })
})

describe('the similarity signal', () => {
  it('is 1 for the same text, high for a paraphrase, low for another subject', async () => {
    const other = 'I cannot log in to my account'
    expect((await ask({ kind: 'similarity', text: other, other })).similarity).toBe(1)
    expect((await ask({ kind: 'similarity', text: 'signing in to my account fails', other })).similarity).toBeGreaterThan(0.7)
    expect((await ask({ kind: 'similarity', text: 'bananas are yellow', other })).similarity).toBeLessThan(0.3)
    expect((await ask({ kind: 'similarity', text: '', other })).similarity).toBe(0)
  })
})

describe('the port', () => {
  const texts = Array.from({ length: 40 }, (_, i) => `Message ${i}: ${'my parcel is late and the tracking page is empty, '.repeat(1 + ((i * 7) % 23))} please help`)
  const requests = texts.flatMap((text): SignalRequest[] => [
    { kind: 'tone', text },
    { kind: 'labels', text, labels: LABELS },
    { kind: 'inbound', subject: 'Late', text },
    { kind: 'passages', text, sources: [], limit: 2 },
  ])

  it('answers with the same bytes alone, in a batch, in another order and with another number of threads', async () => {
    const together = await port.answer(requests)
    expect(together).toHaveLength(requests.length)
    const other = await openSignals({ weightsDir, knowledge, spawnWorker: spawnModelWorker, threads: 1 })
    try {
      const reversed = [...(await other.answer([...requests].reverse()))].reverse()
      expect(JSON.stringify(reversed)).toBe(JSON.stringify(together))
      for (const i of [0, 45, 90, 159]) {
        const request = requests[i]
        if (request) expect(JSON.stringify(await port.answer([request]))).toBe(JSON.stringify([together[i]]))
      }
    } finally {
      await other.close()
    }
  })

  it('answers a question that is asked twice in both places', async () => {
    const request: SignalRequest = { kind: 'tone', text: 'twice' }
    const [one, two] = await port.answer([request, { kind: 'tone', text: 'twice' }])
    expect(one).toEqual(two)
    expect(await port.answer([])).toEqual([])
  })

  it('tells its progress, which only grows and ends at the whole', async () => {
    const seen: (readonly [number, number])[] = []
    await port.answer(requests.slice(0, 40), { onProgress: (done, total) => seen.push([done, total]) })
    expect(seen.length).toBeGreaterThan(1)
    expect(new Set(seen.map(([, total]) => total)).size).toBe(1)
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b))
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
  })

  it('stops when it is told to, and answers again afterwards', async () => {
    const abort = { aborted: false }
    const many = Array.from({ length: 3000 }, (_, i): SignalRequest => ({ kind: 'tone', text: `A new text with number ${i}, long enough to keep the model busy for a while` }))
    setTimeout(() => (abort.aborted = true), 300)
    const started = performance.now()
    expect((await failure(port.answer(many, { abort }))).code).toBe('signals.aborted')
    expect(performance.now() - started).toBeLessThan(15_000)
    expect((await failure(port.answer(many, { abort }))).code).toBe('signals.aborted')
    expect((await ask({ kind: 'tone', text: 'thanks, it works' })).satisfied).toBeGreaterThan(0.5)
  })

  it('reads the whole of a text of 50,000 words, in bounded time', async () => {
    const words = Array.from({ length: 50_000 }, (_, i) => ['the', 'parcel', 'has', 'not', 'arrived', 'yet', 'and'][i % 7]).join(' ')
    const started = performance.now()
    const { similarity } = await ask({ kind: 'similarity', text: words, other: 'the parcel has not arrived yet' })
    expect(similarity).toBeGreaterThan(0.45)
    // What stands at the end counts too.
    expect((await ask({ kind: 'similarity', text: `${words.slice(0, 2000)} ${'refund my money '.repeat(200)}`, other: words.slice(0, 2000) })).similarity).toBeLessThan(0.95)
    expect(performance.now() - started).toBeLessThan(55_000)
  })

  it('names the models behind it with their digests', () => {
    expect(port.models).toEqual(catalog.map(({ id, task, digest }) => ({ id, task, digest })))
  })

  it('keeps what it computed on disk and answers the same from there', async () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'signals-'))
    const open = (): Promise<OpenSignals> => openSignals({ weightsDir, cacheDir, knowledge, spawnWorker: spawnModelWorker })
    const first = await open()
    const answers = await first.answer(requests)
    await first.close()
    expect(existsSync(join(cacheDir, 'signals.seg'))).toBe(true)
    const second = await open()
    expect(second.cacheProblem).toBeUndefined()
    expect(JSON.stringify(await second.answer(requests))).toBe(JSON.stringify(answers))
    await second.close()
    await expect(second.answer(requests)).rejects.toThrow('closed')
  })

  it('refuses damaged weights with the file and the remedy', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'weights-'))
    cpSync(weightsDir, dir, { recursive: true })
    truncateSync(join(dir, 'tone/head.bin'), 1000)
    const error = await failure(openSignals({ weightsDir: dir, knowledge, spawnWorker: spawnModelWorker }))
    expect(error.code).toBe('weights.damaged')
    expect(error.message).toContain('tone/head.bin')
    expect(error.hint).toContain('git checkout -- models/weights')
  })
})
