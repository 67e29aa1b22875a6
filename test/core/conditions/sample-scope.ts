import type { ConditionScope } from '../../../core/conditions/condition-scope.ts'
import type { ConditionField, ConditionType } from '../../../core/conditions/condition-type.ts'

const field = (type: ConditionType, optional = false): ConditionField => ({ type, optional })
const text: ConditionType = { kind: 'string' }
const score: ConditionType = { kind: 'double', score: true }
const whole: ConditionType = { kind: 'int' }
const record = (fields: Readonly<Record<string, ConditionField>>): ConditionType => ({ kind: 'record', fields })

/** A context with a value of every type. */
export const sampleScope: ConditionScope = {
  triage: {
    optional: true, absentReason: 'until triage has run',
    type: record({
      issueType: field({ kind: 'enum', values: ['billing', 'outage', 'security', 'other'] }),
      priority: field({ kind: 'enum', values: ['P1', 'P2', 'P3'] }),
      product: field(text, true),
      errorCodes: field({ kind: 'list', items: text }),
      priorityScore: field(whole),
      confidence: field(score),
      needsApproval: field({ kind: 'bool' }),
    }),
  },
  kb: {
    optional: true, absentReason: 'until lookUp has run',
    type: record({
      topConfidence: field(score),
      solutions: field({ kind: 'list', items: record({ title: field(text), confidence: field(score), source: field(text, true), thirdParty: field({ kind: 'bool' }) }) }),
    }),
  },
  message: { optional: false, type: record({ text: field(text), at: field({ kind: 'timestamp' }) }) },
  sla: { optional: false, type: record({ remaining: field({ kind: 'duration' }), cost: field({ kind: 'double', score: false }) }) },
  nodes: { optional: false, default: {}, type: record({ clarify: { ...field(record({ visits: { ...field(whole), default: 0 } })), default: {} } }) },
  vars: { optional: false, default: {}, type: record({ approach: { type: { kind: 'enum', values: ['answer', 'callback'] }, optional: false, default: 'answer' }, note: field(text, true) }) },
  team: { optional: true, type: { kind: 'teamRef', values: ['tier1', 'tier2'] } },
  now: { optional: false, type: { kind: 'timestamp' } },
}
