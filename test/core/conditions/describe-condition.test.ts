import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { describeCondition } from '../../../core/conditions/describe-condition.ts'
import { sampleScope } from './sample-scope.ts'

function describedAs(text: string, titles?: Readonly<Record<string, string>>): string {
  const compiled = compileCondition(text, sampleScope)
  if (compiled.kind === 'rejected') throw new Error(compiled.problems[0]?.message)
  return describeCondition(compiled.condition, titles)
}

describe('describeCondition', () => {
  it.each([
    ['triage.confidence >= 0.75', 'confidence at least 0.75'],
    ['0.5 > triage.confidence', 'confidence below 0.5'],
    ['triage.issueType == "security"', 'issue type is security'],
    ['triage.product != "x"', 'product is not "x"'],
    ['has(kb.topConfidence) && kb.topConfidence >= 0.75', 'top confidence at least 0.75'],
    ['has(triage.product)', 'product known'],
    ['!has(triage.product)', 'no product'],
    ['triage.needsApproval || triage.confidence < 0.6', 'needs approval or confidence below 0.6'],
    ['(triage.needsApproval || triage.confidence < 0.6) && triage.priority == "P1"', '(needs approval or confidence below 0.6) and priority is P1'],
    ['!triage.needsApproval', 'not needs approval'],
    ['triage.priority in ["P1", "P2"]', 'priority is one of P1, P2'],
    ['"E1" in triage.errorCodes', undefined],
    ['size(triage.errorCodes) > 2', 'number of error codes above 2'],
    ['size(message.text) > 200', 'length of text above 200'],
    ['message.text.contains("refund")', 'text contains "refund"'],
    ['sla.remaining < duration("5m")', 'remaining below 5 min'],
    ['nodes.clarify.visits < 2', 'visits of clarify below 2'],
    ['isOpen("officeBerlin", now)', 'office berlin is open'],
    ['true', 'always'],
    ['kb.solutions.exists(s, s.thirdParty)', undefined],
  ])('says %s as %s', (text, words) => {
    expect(describedAs(text)).toBe(words ?? text)
  })

  it('uses titles where there are some', () => {
    expect(describedAs('triage.issueType == "outage"', { 'triage.issueType': 'topic', 'triage.issueType=outage': 'Service is down' })).toBe('topic is Service is down')
  })
})
