import { describe, expect, it } from 'vitest'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { toneThresholds } from '../../../renderer/simulate/tone-thresholds.ts'
import { sampleDocument } from '../sample-document.ts'

const { workflow } = sampleDocument()

function withTriggers(...conditions: readonly { readonly when: string; readonly rearm?: string }[]): Workflow {
  const sentiment = workflow.spec.agents['sentiment']
  if (sentiment === undefined) throw new Error('The sample has no sentiment agent.')
  const outputs = { ...sentiment.outputs, score: { type: 'number', optional: true } } as const
  const triggers = conditions.map((condition, index) => ({ id: `unhappy${index + 1}`, mode: 'notify' as const, then: 'pageLead', ...condition }))
  return { ...workflow, spec: { ...workflow.spec, agents: { ...workflow.spec.agents, sentiment: { ...sentiment, outputs } }, triggers } }
}

describe('toneThresholds', () => {
  it('finds where the triggers of the sample fire and are armed again', () => {
    const found = toneThresholds(workflow)
    expect(found).toContainEqual({ measure: 'frustration', value: 0.5, kind: 'fires', triggers: ['Frustrated'] })
    expect(found).toContainEqual({ measure: 'frustration', value: 0.3, kind: 'rearms', triggers: ['Frustrated'] })
    expect(found).toContainEqual({ measure: 'confusion', value: 0.6, kind: 'fires', triggers: ['Confused'] })
  })

  it('takes a guard that the tone is not too bad for no line', () => {
    expect(toneThresholds(withTriggers({ when: 'has(sentiment.frustration) && sentiment.frustration < 0.5' }))).toEqual([])
  })

  it.each([
    { when: '0.7 <= sentiment.frustration', line: { measure: 'frustration', value: 0.7, kind: 'fires' } },
    { when: 'sentiment.score < -0.4', line: { measure: 'score', value: -0.4, kind: 'fires' } },
    { when: 'has(sentiment.confusion) && (sentiment.confusion > 0.8 || sentiment.asksForHuman)', line: { measure: 'confusion', value: 0.8, kind: 'fires' } },
  ])('reads $when', ({ when, line }) => {
    expect(toneThresholds(withTriggers({ when }))).toMatchObject([line])
  })

  it('draws one line where two triggers fire at the same value', () => {
    expect(toneThresholds(withTriggers({ when: 'sentiment.frustration >= 0.6' }, { when: 'sentiment.frustration > 0.6' }))).toEqual([{ measure: 'frustration', value: 0.6, kind: 'fires', triggers: ['Unhappy 1', 'Unhappy 2'] }])
  })

  it('leaves out conditions that cannot be read, and scores of other agents', () => {
    expect(toneThresholds(withTriggers({ when: 'sentiment.frustration >=' }, { when: 'kb.topConfidence < 0.4' }))).toEqual([])
  })
})
