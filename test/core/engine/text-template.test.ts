import { describe, expect, it } from 'vitest'
import { durationMs } from '../../../core/spec/duration.ts'
import type { EngineContext } from '../../../core/engine/engine-state.ts'
import { parseTemplate, renderTemplate } from '../../../core/engine/text-template.ts'

const context: EngineContext = {
  ticket: { id: 'T1', channel: 'email', subject: 'S', status: 'open', language: 'en', openedAt: 0, reopenCount: 2 },
  vars: { name: '{{ticket.id}}', list: ['a'] },
  nodes: {},
  now: 0,
}

describe('a text with places', () => {
  it.each([
    ['Hello', { kind: 'text', text: 'Hello' }],
    ['{{ticket.id}}', { kind: 'text', text: 'T1' }],
    ['{{ ticket.id }}/{{ticket.reopenCount}}!', { kind: 'text', text: 'T1/2!' }],
    ['{{vars.name}}', { kind: 'text', text: '{{ticket.id}}' }],
    ['{{nodes.draft.visits}} drafts', { kind: 'text', text: '0 drafts' }],
    ['{{ticket.nothing}}', { kind: 'absent', path: 'ticket.nothing' }],
    ['{{ticket.constructor}}', { kind: 'absent', path: 'ticket.constructor' }],
    ['{{vars.list}}', { kind: 'notText', path: 'vars.list' }],
    ['{{1 + 1}} stays', { kind: 'text', text: '{{1 + 1}} stays' }],
  ])('%s', (text, expected) => {
    expect(renderTemplate(parseTemplate(text), context)).toEqual(expected)
  })
})

describe('a written span of time', () => {
  it.each([['8m', 480_000], ['1h30m', 5_400_000], ['2d', 172_800_000], ['250ms', 250], ['', undefined], ['5', undefined], ['-5m', undefined], ['1w', undefined]])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
  })
})
