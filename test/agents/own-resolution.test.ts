import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isOwnResolution } from '../../agents/own-resolution.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'

const { workflow } = parseSpec(readFileSync(new URL('../fixtures/acme-support.lumos.yaml', import.meta.url), 'utf8'))
const agent = workflow?.spec.agents['knowledge']

function owns(ticketId: string, subject: string, articleId: string, title: string, source: string): boolean {
  if (workflow === undefined || agent === undefined) throw new Error('the example reads')
  const ticket = { id: ticketId, channel: 'email', subject, language: 'en', fields: {} }
  return isOwnResolution(
    { workflow, agentId: 'knowledge', agent, ticket, customer: {}, conversation: [] },
    { articleId, passageId: `${articleId}#1`, title, text: '', source, thirdParty: false, confidence: 0.9 },
  )
}

describe('a ticket\'s own past resolution', () => {
  it.each([
    ['the record has the same number', '1520045', 'No mail', 'q1520045', 'Something else', 'pastResolutions', true],
    ['the question has the same title', '77', 'Cannot send email, error 10060', 'q1', 'cannot send email: error 10060', 'pastResolutions', true],
    ['another ticket has a similar question', '1520045', 'No mail', 'q1520046', 'No mail at all today', 'pastResolutions', false],
    ['a help article has the same title', '77', 'How do I reset my password?', 'reset', 'How do I reset my password?', 'helpCenter', false],
    ['a help article ends in the same number', 'T-2026', 'Prices', 'prices-2026', 'Prices of 2026', 'helpCenter', false],
    ['a short subject is common to many', '78', 'Help', 'q2', 'Help', 'pastResolutions', false],
  ])('is known when %s', (_, ticketId, subject, articleId, title, source, expected) => {
    expect(owns(ticketId, subject, articleId, title, source)).toBe(expected)
  })
})
