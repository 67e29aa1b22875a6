import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../../core/conditions/compile-condition.ts'
import { conditionScope } from '../../../core/graph/context-scope.ts'
import { truthOf } from '../../../core/graph/known-truth.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { exampleText } from '../spec/workflow-files.ts'

const { workflow } = parseSpec(exampleText)

describe('truthOf', () => {
  it.each([
    ['ticket.channel == "voice"', true],
    ['ticket.channel != "voice"', false],
    ['"voice" == ticket.channel', true],
    ['ticket.channel in ["email", "chat"]', false],
    ['ticket.channel in ["email", "voice"]', true],
    ['ticket.channel == "voice" && ticket.reopenCount > 0', undefined],
    ['ticket.channel == "email" && ticket.reopenCount > 0', false],
    ['ticket.channel == "voice" || ticket.reopenCount > 0', true],
    ['!(ticket.channel == "voice")', false],
    ['ticket.reopenCount > 0 ? ticket.channel == "email" : ticket.channel == "chat"', false],
    ['ticket.reopenCount > 0 ? ticket.channel == "voice" : ticket.channel == "chat"', undefined],
    ['ticket.channel == "voice" ? isOpen("officeBerlin", now) : true', false],
    ['isOpen("officeBerlin", now)', false],
    ['!isOpen("officeBerlin", now)', true],
    ['isOpen("alwaysOpen", now)', undefined],
    ['isOpen("officeBerlin", ticket.openedAt)', undefined],
    ['ticket.language.startsWith("de")', true],
    ['ticket.language == "de-AT"', true],
    ['customer.tier == "premium"', undefined],
    ['true', true],
  ])('%s is %s', (text, expected) => {
    if (workflow === undefined) throw new Error('the example is a workflow')
    const compiled = compileCondition(text, conditionScope(workflow))
    if (compiled.kind === 'rejected') throw new Error(compiled.problems[0]?.message)
    const known = { values: { 'ticket.channel': 'voice', 'ticket.language': 'de-AT' }, isOpen: (calendar: string) => (calendar === 'officeBerlin' ? false : undefined) }
    expect(truthOf(compiled.condition.term, known)).toBe(expected)
  })
})
