import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { operatorsOf, operatorWords, rowFor, ruleFields } from '../../../core/conditions/rule-fields.ts'
import { rulesOf, textOf } from '../../../core/conditions/rule-model.ts'
import { sampleScope } from './sample-scope.ts'

const fields = ruleFields(sampleScope)

describe('the fields of the rule builder', () => {
  it('are all values that a condition can name, and say which may be absent', () => {
    const paths = fields.map(({ path }) => path)
    expect(paths).toContain('triage.priority')
    expect(paths).toContain('nodes.clarify.visits')
    expect(paths).toContain('now')
    expect(paths).not.toContain('triage')
    expect(fields.find(({ path }) => path === 'message.text')?.sure).toBe(true)
    expect(fields.find(({ path }) => path === 'triage.priority')?.sure).toBe(false)
    expect(fields.find(({ path }) => path === 'nodes.clarify.visits')?.sure).toBe(true)
  })

  it.each(fields.flatMap((field) => operatorsOf(field.type, field.path).map((operator) => ({ field, operator }))))('give a whole condition at once: $field.path $operator', ({ field, operator }) => {
    for (const negated of [false, true]) {
      const row = { ...rowFor(field, operator, undefined, 'office'), negated }
      const group = { kind: 'group', join: 'all', negated: false, parts: [row] } as const
      const text = textOf(group)
      const compiled = compileCondition(text, sampleScope)
      expect(compiled.kind === 'rejected' ? compiled.problems : [], text).toEqual([])
      expect(rulesOf(text, sampleScope)).toEqual({ kind: 'rules', rules: group })
      expect(operatorWords(operator, negated)).toMatch(/\S/)
    }
  })

  it('keep a value that still fits when the operator changes, and drop one that does not', () => {
    const field = fields.find(({ path }) => path === 'triage.priorityScore')
    if (field === undefined) throw new Error('the sample has no priorityScore')
    const row = { ...rowFor(field, 'atLeast'), values: [{ kind: 'whole', number: 7 } as const] }
    expect(rowFor(field, 'below', row).values).toEqual([{ kind: 'whole', number: 7 }])
    expect(rowFor(field, 'known', row).values).toEqual([])
    expect(rowFor(field, 'oneOf', row).values).toEqual([{ kind: 'whole', number: 7 }])
    const other = fields.find(({ path }) => path === 'message.text')
    if (other !== undefined) expect(rowFor(other, 'contains', row).values).toEqual([{ kind: 'text', text: '' }])
  })
})
