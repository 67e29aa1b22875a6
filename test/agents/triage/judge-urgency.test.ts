import { describe, expect, it } from 'vitest'
import { judgeUrgencyByModel } from '../../../agents/triage/judge-urgency.ts'
import { urgencyScale } from '../../../agents/triage/urgency-scale.ts'
import type { UrgencyAnswer } from '../../../core/signals/signal-answer.ts'

const three = ['low', 'medium', 'high']
const four = ['low', 'normal', 'high', 'critical']
const five = ['low', 'normal', 'high', 'urgent', 'critical']
const jira = ['lowest', 'low', 'medium', 'high', 'highest']

function judge(values: readonly string[], text: string, [low, normal, high]: readonly [number, number, number], threshold = 0.4) {
  const scale = urgencyScale(values)
  if (scale === undefined) throw new Error(`${values.join()} is no scale`)
  const answer: UrgencyAnswer = { kind: 'urgency', low, normal, high }
  return judgeUrgencyByModel(text, answer, scale, threshold)
}

describe('judgeUrgencyByModel', () => {
  it.each([
    { why: 'the likeliest of three', values: three, text: 'My card was declined.', shares: [0.1, 0.7, 0.2], value: 'medium', reason: 'Urgency is medium (urgency model: normal 0.70).' },
    { why: 'high without words of it', values: four, text: 'My card was declined.', shares: [0.02, 0.2, 0.78], value: 'high', reason: 'Urgency is high (urgency model: high 0.78).' },
    { why: 'never more than high without words', values: four, text: 'My card was declined.', shares: [0, 0.01, 0.99], value: 'high', reason: 'high 0.99' },
    { why: 'the highest where the words tell of a stop', values: four, text: 'The whole site is down.', shares: [0.1, 0.6, 0.3], value: 'critical', reason: 'Urgency is critical: the text says "site is down" (urgency model: normal 0.60).' },
    { why: 'the highest where nobody has what they need', values: four, text: 'Nobody in Grimma has network.', shares: [0, 0.1, 0.9], value: 'critical', reason: 'nobody in grimma has network' },
    { why: 'no more than there is', values: three, text: 'The whole site is down.', shares: [0.1, 0.6, 0.3], value: 'high', reason: '"site is down"' },
    { why: 'words that press raise a normal one', values: four, text: 'I need this today.', shares: [0.1, 0.8, 0.1], value: 'high', reason: '"need this today"' },
    { why: 'words that press do not make it critical', values: four, text: 'This is urgent.', shares: [0, 0.05, 0.95], value: 'high', reason: '(urgency model: high 0.95)' },
    { why: 'the value between only with certainty and words that press', values: five, text: 'This is urgent.', shares: [0, 0.2, 0.8], value: 'urgent', reason: '"urgent"' },
    { why: 'not the value between without certainty', values: five, text: 'This is urgent.', shares: [0, 0.21, 0.79], value: 'high', reason: 'high 0.79' },
    { why: 'not the value between without words', values: five, text: 'My card was declined.', shares: [0, 0.1, 0.9], value: 'high', reason: 'high 0.90' },
    { why: 'the highest of five where the words tell of a stop', values: five, text: 'Nobody can work.', shares: [0, 0.1, 0.9], value: 'critical', reason: '"nobody can work"' },
    { why: 'calm words do not lower what the model is clear about', values: four, text: 'No rush.', shares: [0.2, 0.7, 0.1], value: 'normal', reason: 'normal 0.70' },
    { why: 'the lowest only with certainty and calm words', values: jira, text: 'No rush.', shares: [0.85, 0.1, 0.05], value: 'lowest', reason: '"no rush"' },
    { why: 'low without certainty', values: jira, text: 'No rush.', shares: [0.7, 0.2, 0.1], value: 'low', reason: 'low 0.70' },
    { why: 'normal where shares are equal', values: four, text: 'Hello.', shares: [0.4, 0.4, 0.2], value: 'normal', reason: 'normal 0.40' },
  ] as const)('$why', ({ values, text, shares, value, reason }) => {
    const judgement = judge(values, text, shares)
    expect(judgement.value).toBe(value)
    expect(judgement.reason).toContain(reason)
  })

  it('leaves what is below the threshold to the words', () => {
    expect(judge(four, 'No rush.', [0.3, 0.5, 0.2], 0.6).value).toBe('low')
    expect(judge(four, 'Please hurry, it is urgent.', [0.3, 0.5, 0.2], 0.6).value).toBe('high')
    expect(judge(four, 'My card was declined.', [0.2, 0.3, 0.5], 0.6)).toEqual({
      value: 'normal', score: 0.5, reason: 'Urgency is normal: no words of urgency stand in the text, and the model is not clear enough (urgency model: high 0.50).',
    })
  })
})
