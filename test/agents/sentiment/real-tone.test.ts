import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTone, toneRequests } from '../../../agents/sentiment/read-tone.ts'
import { assembleKnowledge } from '../../../core/knowledge/assemble-knowledge.ts'
import type { JudgedPoint, ToneReading } from '../../../core/engine/tone-reading.ts'
import type { SignalPort } from '../../../core/signals/signal-port.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import { spawnSourceWorker } from '../../../host/jobs/spawn-source-worker.ts'
import { openSignals } from '../../../models/open-signals.ts'

// What is said here holds for any tone model worth shipping: which of two texts is angrier, never how angry.
let port: SignalPort
const store = new SignalStore()
const settings = { decay: 0.6, minWords: 3 }

beforeAll(async () => {
  port = await openSignals({
    weightsDir: new URL('../../../models/weights', import.meta.url).pathname, knowledge: assembleKnowledge([]),
    spawnWorker: () => spawnSourceWorker(new URL('../../../models/worker.ts', import.meta.url)),
  })
})
afterAll(() => port.close())

async function read(...texts: readonly string[]): Promise<ToneReading> {
  const view = { conversation: texts.map((text, at) => ({ from: 'customer', at, text }) as const) }
  for (;;) {
    const open = toneRequests(view, settings, store).filter((request) => !store.has(request))
    if (open.length === 0) break
    const answers = await port.answer(open)
    open.forEach((request, index) => {
      const answer = answers[index]
      if (answer !== undefined) store.put(request, answer)
    })
  }
  const reading = readTone(view, settings, store)
  if (reading === undefined) throw new Error('Everything was asked.')
  return reading
}

async function last(...texts: readonly string[]): Promise<JudgedPoint> {
  const point = (await read(...texts)).points.findLast((each) => each.kind === 'judged')
  if (point?.kind !== 'judged') throw new Error('Nothing was judged.')
  return point
}

describe('the tone that the shipped model hears', () => {
  it.each([
    { worse: 'This is unacceptable, I am absolutely furious about your terrible service.', better: 'I would like to change the address of my account.' },
    { worse: 'I would like to change the address of my account.', better: 'Thank you so much, that worked perfectly!' },
    { worse: 'You people are useless, I want my money back.', better: 'Thanks, I love the new version.' },
  ])('is lower for "$worse" than for "$better"', async ({ worse, better }) => {
    expect((await last(worse)).own).toBeLessThan((await last(better)).own)
  })

  it('grows worse when the customer does, and better again when they are helped', async () => {
    const calm = 'I would like to know how I change the address of my account.'
    const angry = 'This is ridiculous, I am so angry. Your support is terrible!'
    const glad = 'Great, that worked perfectly. Thank you so much for your help!'
    expect((await read(calm, angry)).trend).toBe('worse')
    expect((await read(angry, glad)).trend).toBe('better')
    expect((await last(calm, angry)).score).toBeLessThan((await last(calm)).score)
    expect((await last(calm, angry, glad)).score).toBeGreaterThan((await last(calm, angry)).score)
  })

  it.each([
    { text: 'I have the hub mini since March. I am absolutely furious, this is terrible service! The serial number is on the back.', moved: 'I am absolutely furious, this is terrible service!' },
    { text: 'My order came on Monday. I installed it in the kitchen. Thank you so much, I really love it!', moved: 'Thank you so much, I really love it!' },
  ])('finds the sentence that made it so: $moved', async ({ text, moved }) => {
    expect((await last('I would like to change the address of my account.', text)).mover?.text).toBe(moved)
  })

  it('is the same with a quoted mail, a signature and pasted output around it', async () => {
    const own = 'I am absolutely furious, this is terrible service!'
    const wrapped = `${own}\n2026-03-02 08:37:56 FATAL killed all children\n\nKind regards,\nJo Love\nHappy Joy Ltd\n\nOn Mon, 2 March 2026 Kim wrote:\n> Thank you so much, I love it!`
    expect((await last(wrapped)).shares).toEqual((await last(own)).shares)
  })

  it('is not judged in a language that the model does not know', async () => {
    const [point] = (await read('Laite ei toimi ja olen hyvin pettynyt palveluun, koska se ei ole käynnistynyt.')).points
    expect(point?.kind).toBe('open')
  })
})
