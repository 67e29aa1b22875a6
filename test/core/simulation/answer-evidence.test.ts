import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerObservation } from '../../../core/simulation/answer-evidence.ts'
import { acceptedAnswer, calibrateAnswers, comparison, judgeAnswer, noCalibration, solvedAtOnce } from '../../../core/simulation/answer-evidence.ts'
import { fitMonotone, monotoneAt } from '../../../core/simulation/isotonic.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { Ticket, TicketMessage } from '../../../core/tickets/ticket.ts'

const good = 'Please restart the hub and wait two minutes.'
const ticket = (messages: readonly [TicketMessage['from'], number, string][], solvedAt?: number): Ticket => ({
  id: 't', createdAt: 0, channel: 'email', subject: 's', description: 'd', customer: {}, fields: {}, messages: messages.map(([from, at, text]) => ({ from, at, text })),
  history: solvedAt === undefined ? {} : { solvedAt },
})

describe('acceptedAnswer', () => {
  it('is the last answer before the solution that says something', () => {
    expect(acceptedAnswer(ticket([['agent', 1, 'Which hub do you have, please?'], ['customer', 2, 'the big one'], ['agent', 3, good], ['agent', 4, 'You are welcome'], ['agent', 9, 'A follow-up after the end of it.']], 5))).toBe(good)
    expect(acceptedAnswer(ticket([['agent', 3, good]]))).toBeNull()
    expect(acceptedAnswer(ticket([['agent', 3, 'ok']], 5))).toBeNull()
  })
})

describe('solvedAtOnce', () => {
  it.each<[string, Ticket, boolean]>([
    ['one answer', ticket([['agent', 1, good]], 2), true],
    ['an answer and thanks', ticket([['agent', 1, good], ['customer', 2, 'thanks']], 3), true],
    ['an answer, a question, another answer', ticket([['agent', 1, good], ['customer', 2, 'no'], ['agent', 3, good]], 4), false],
    ['not solved', ticket([['agent', 1, good]]), false],
  ])('%s', (_name, one, expected) => {
    expect(solvedAtOnce(one)).toBe(expected)
  })
})

describe('judgeAnswer', () => {
  const solved = ticket([['agent', 1, good]], 2)
  const store = (similarity: number): SignalStore => {
    const signals = new SignalStore()
    const request = comparison(solved, 'Restart it.')
    if (request !== null) signals.put(request, { kind: 'similarity', similarity })
    return signals
  }

  it.each([[0.2, 0], [0.4, 0], [0.6, 0.45], [0.8, 0.9], [1, 0.9]])('compares with the accepted answer: similarity %d resolves with %d', (similarity, probability) => {
    expect(judgeAnswer(solved, 'Restart it.', 0.9, store(similarity), noCalibration, 0.6)).toMatchObject({ kind: 'comparedWithHistory', similarity })
    expect(judgeAnswer(solved, 'Restart it.', 0.9, store(similarity), noCalibration, 0.6).probability).toBeCloseTo(probability, 12)
  })

  it('falls back to calibrated confidence, then to the assumption', () => {
    const silent = ticket([], 5)
    const calibration = { bySimilarity: null, byConfidence: fitMonotone([{ score: 0, value: 0.25 }, { score: 1, value: 0.75 }]) }
    expect(judgeAnswer(silent, 'x', 0.5, new SignalStore(), calibration, 0.6)).toEqual({ kind: 'retrievalConfidence', probability: 0.5, similarity: null })
    expect(judgeAnswer(silent, 'x', 0.5, new SignalStore(), noCalibration, 0.6)).toEqual({ kind: 'assumed', probability: 0.3, similarity: null })
    expect(judgeAnswer(ticket([]), 'x', null, new SignalStore(), calibration, 0.6)).toEqual({ kind: 'assumed', probability: 0.3, similarity: null })
  })

  it('learns from fifty tickets on, and only where both outcomes were seen', () => {
    const observations = (n: number, yes: (index: number) => boolean): readonly AnswerObservation[] => Array.from({ length: n }, (_, index) => ({ similarity: index / n, solvedAtOnce: yes(index), confidence: index / n }))
    expect(calibrateAnswers(observations(49, (index) => index % 2 === 0)).bySimilarity).toBeNull()
    expect(calibrateAnswers(observations(100, () => true)).bySimilarity).toBeNull()
    const learnt = calibrateAnswers(observations(200, (index) => index > 100 || index % 4 === 0))
    expect(learnt.bySimilarity?.n).toBe(200)
    expect(monotoneAt(learnt.byConfidence ?? fitMonotone([]), 0.9)).toBeGreaterThan(monotoneAt(learnt.byConfidence ?? fitMonotone([]), 0.3))
  })
})

describe('fitMonotone', () => {
  it('never falls and keeps the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ score: fc.integer({ min: 0, max: 20 }), value: fc.integer({ min: 0, max: 1 }) }), { minLength: 1, maxLength: 60 }), (points) => {
        const fit = fitMonotone(points)
        for (let index = 1; index < fit.shares.length; index++) {
          expect(fit.shares[index]).toBeGreaterThanOrEqual(fit.shares[index - 1] ?? 0)
          expect(fit.scores[index]).toBeGreaterThan(fit.scores[index - 1] ?? 0)
        }
        let last = 0
        for (let score = -1; score <= 21; score += 0.5) {
          const share = monotoneAt(fit, score)
          expect(share).toBeGreaterThanOrEqual(last - 1e-12)
          expect(share).toBeLessThanOrEqual(1)
          last = share
        }
      }),
    )
  })

  it('pools what is out of order', () => {
    expect(fitMonotone([{ score: 1, value: 1 }, { score: 2, value: 0 }, { score: 3, value: 1 }])).toEqual({ scores: [1.5, 3], shares: [0.5, 1], n: 3 })
  })
})
