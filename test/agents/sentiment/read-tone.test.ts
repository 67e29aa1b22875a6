import { describe, expect, it } from 'vitest'
import { readTone, toneRequests } from '../../../agents/sentiment/read-tone.ts'
import type { ConversationMessage } from '../../../core/engine/agent-contract.ts'
import type { JudgedPoint } from '../../../core/engine/tone-reading.ts'
import type { ToneAnswer } from '../../../core/signals/signal-answer.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'

const settings = { decay: 0.6, minWords: 3 }

/** A judge of words: each "bad" makes a text frustrated, each "good" satisfied, "finnish" is a language that is not known. */
function judge(text: string): ToneAnswer {
  const words: readonly string[] = text.toLowerCase().match(/[a-z]+/g) ?? []
  const share = (word: string) => Math.min(0.9, (3 * words.filter((one) => one === word).length) / Math.max(words.length, 1))
  const [frustrated, satisfied] = [share('bad'), share('good')]
  const sum = Math.max(1, frustrated + satisfied)
  return {
    kind: 'tone', frustrated: frustrated / sum, confused: 0, satisfied: satisfied / sum, neutral: Math.max(0, 1 - frustrated - satisfied),
    polarity: (satisfied - frustrated) / sum, words: words.length, languageKnown: !words.includes('finnish'),
  }
}

function talk(...lines: readonly string[]): { readonly conversation: readonly ConversationMessage[] } {
  return { conversation: lines.map((line, index) => ({ from: line.startsWith('we: ') ? 'agent' : line.startsWith('person: ') ? 'human' : 'customer', at: index, text: line.replace(/^(we|person): /, '') })) }
}

/** Asks until nothing is open, as a run does; tells how many rounds it took and what was asked. */
function gather(view: ReturnType<typeof talk>) {
  const store = new SignalStore()
  const asked: string[][] = []
  for (;;) {
    const open = toneRequests(view, settings, store).filter((request) => !store.has(request))
    if (open.length === 0) return { store, asked }
    asked.push(open.map((request) => request.text))
    for (const request of open) store.put(request, judge(request.text))
  }
}

function read(view: ReturnType<typeof talk>) {
  return readTone(view, settings, gather(view).store)
}

function judged(view: ReturnType<typeof talk>): readonly JudgedPoint[] {
  return read(view)?.points.filter((point) => point.kind === 'judged') ?? []
}

describe('toneRequests', () => {
  it('asks about the messages first, and about sentences only where a message has a tone and several of them', () => {
    const { asked } = gather(talk('The hub is blue. Where is the manual?', 'we: On the page.', 'That is a bad bad page. The bad hub is blue.', 'Just one bad sentence here'))
    expect(asked).toEqual([
      ['The hub is blue. Where is the manual?', 'That is a bad bad page. The bad hub is blue.', 'Just one bad sentence here'],
      ['That is a bad bad page.', 'The bad hub is blue.'],
    ])
  })

  it('reads the sentences of a first message only where its tone is strong', () => {
    expect(gather(talk('A bad start it was. The hub is blue.')).asked).toHaveLength(1)
    expect(gather(talk('A bad bad bad start. The hub is bad.')).asked[1]).toEqual(['A bad bad bad start.', 'The hub is bad.'])
    expect(gather(talk('Where is the hub?', 'A bad start it was. The hub is blue.')).asked).toHaveLength(2)
  })

  it('never asks about what we or a person on our side wrote, nor about automatic text', () => {
    expect(gather(talk('person: Bad bad bad luck. We are bad.', 'we: Bad. Bad.', 'I am out of the office until Monday. Bad luck.')).asked).toEqual([])
  })

  it('asks the same whatever the decay is, so that sweeping it touches no model', () => {
    const view = talk('A bad day it is. The hub is blue.', 'we: Oh.', 'A good day it is. The hub is green.')
    const { store } = gather(view)
    for (const decay of [0, 0.3, 0.9]) expect(toneRequests(view, { ...settings, decay }, store).every((request) => store.has(request))).toBe(true)
  })
})

describe('readTone', () => {
  it('names the sentence that moved the score, with its place in the message as it was written', () => {
    const text = 'Hello there all.\n\nThe hub is blue. This bad bad hub is a shame. Where is the manual?\n\nKind regards,\nBad Bob'
    const mover = judged(talk('The hub is green.', text)).at(-1)?.mover
    expect(mover?.text).toBe('This bad bad hub is a shame.')
    expect(text.slice(mover?.start, mover?.end)).toBe(mover?.text)
    expect(mover?.own).toBeLessThan(-0.25)
  })

  it('looks in the direction of the change, so that a message with both tones names the one that turned it', () => {
    const [, second] = judged(talk('This is bad bad bad and bad.', 'we: Oh.', 'It was a bad start. Now it is good, so good, very good.'))
    expect(second?.mover?.text).toBe('Now it is good, so good, very good.')
    const [, turned] = judged(talk('This is good good good.', 'A good start it was. Now it is bad, so bad, very bad.'))
    expect(turned?.mover?.text).toBe('Now it is bad, so bad, very bad.')
  })

  it('names nobody where a message is only less bad than before', () => {
    const [, second] = judged(talk('Bad bad bad bad.', 'we: Oh.', 'It is still bad in the hub today, very bad. The hub is blue.'))
    expect(second?.score).toBeGreaterThan(-0.9)
    expect(second?.mover).toBeUndefined()
  })

  it('leaves the score as it was where a message cannot be judged, and says why', () => {
    const reading = read(talk('This is bad bad bad.', 'ok then', 'bad finnish words here', 'This is an automatic message. Good good.', '🙂'))
    expect(reading?.points.map((point) => (point.kind === 'open' ? point.why : 'judged'))).toEqual([
      'judged', 'it has only 2 of the 3 words needed', 'it is in a language that the tone model does not know', 'a machine wrote it: "this is an automatic message"', 'it has no words',
    ])
    expect(reading?.trend).toBe('steady')
  })

  it('takes the tone of none but the customer, before and after a person took over', () => {
    const before = judged(talk('This is bad bad bad.')).at(-1)
    const after = judged(talk('This is bad bad bad.', 'we: Good good good.', 'person: Bad bad bad, so bad.', 'person: Good good good.'))
    expect(after.at(-1)).toEqual(before)
    const later = judged(talk('This is bad bad bad.', 'person: Sorry!', 'Now it is good, good, good.'))
    expect(later.at(-1)?.message).toBe(2)
    expect(later.at(-1)?.score).toBeGreaterThan(before?.score ?? 1)
  })

  it('does not rewrite what stood after earlier messages when the conversation goes on', () => {
    const lines = ['A bad bad start it is. The hub is blue.', 'we: Oh.', 'Well, it is good now. Good good.', 'person: Fine.', 'Bad again, it is bad. Very bad!']
    const whole = judged(talk(...lines))
    lines.forEach((_, index) => {
      const part = judged(talk(...lines.slice(0, index + 1)))
      expect(whole.slice(0, part.length)).toEqual(part)
    })
  })

  it('knows nothing where an answer about a message is missing, and no mover where one about a sentence is', () => {
    const view = talk('This is bad bad bad. The hub is blue.')
    const store = new SignalStore()
    expect(readTone(view, settings, store)).toBeUndefined()
    for (const request of toneRequests(view, settings, store)) store.put(request, judge(request.text))
    expect(readTone(view, settings, store)?.points).toMatchObject([{ kind: 'judged', message: 0 }])
    expect(readTone(view, settings, store)?.points[0]).not.toHaveProperty('mover')
  })

  it('reads an empty conversation as nothing', () => {
    expect(readTone({ conversation: [] }, settings, new SignalStore())).toEqual({ points: [], trend: 'steady' })
  })
})
