import { describe, expect, it } from 'vitest'
import type { EnumTypeExpr } from '../../../core/spec/workflow.ts'
import { firstTarget, newLabels } from '../../../renderer/labels/map-values.ts'

const type: EnumTypeExpr = { type: 'enum', values: ['billing', 'howTo', 'other'], labels: { billing: { title: 'Billing & payment' } } }

describe('the first guess for a value', () => {
  it.each([
    ['Billing', 40, { kind: 'label', id: 'billing' }],
    ['billing payment', 40, { kind: 'label', id: 'billing' }],
    ['how-to', 2, { kind: 'label', id: 'howTo' }],
    ['Hardware', 40, { kind: 'new' }],
    ['Hardware', 4, { kind: 'out' }],
  ] as const)('%s with %d tickets', (value, count, target) => {
    expect(firstTarget(value, count, type)).toEqual(target)
  })
})

it('new labels get ids that fit the format and no other label has', () => {
  expect(newLabels(['Lost card', 'lost-card', 'how_to', '2FA', '登录'], type)).toEqual({
    'Lost card': { id: 'lostCard', title: 'Lost card' },
    'lost-card': { id: 'lostCard2', title: 'Lost card' },
    how_to: { id: 'howTo2', title: 'How to' },
    '2FA': { id: 'label2FA', title: '2FA' },
    登录: { id: 'label', title: '登录' },
  })
})
