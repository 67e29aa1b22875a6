import { describe, expect, it } from 'vitest'
import { readTemplate } from './read-template.ts'

const cases = [
  { id: 'customer-support', tickets: 300, articles: 60, conversations: 150 },
  { id: 'it-service-desk', tickets: 120, articles: 30, conversations: 60 },
] as const

const hour = 3_600_000

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

describe.each(cases)('the sample data of $id', ({ id, tickets: count, articles, conversations }) => {
  const template = readTemplate(id)
  const { tickets, workflow } = template

  it('is read without a problem, each ticket with its own id and text', () => {
    expect(template.ticketProblems).toEqual([])
    expect(tickets).toHaveLength(count)
    expect(new Set(tickets.map((ticket) => ticket.id)).size).toBe(count)
    expect(new Set(tickets.map((ticket) => ticket.description)).size).toBe(count)
  })

  it('uses the channels, languages and issue types of the workflow only', () => {
    const channels = Object.keys(workflow.spec.channels)
    expect([...new Set(tickets.map((ticket) => ticket.channel))].sort()).toEqual([...channels].sort())
    const spoken = Object.values(workflow.spec.teams ?? {}).flatMap((team) => team.languages)
    for (const ticket of tickets) expect(spoken, ticket.id).toContain(ticket.language)
    const triage = Object.values(workflow.spec.agents).find((agent) => agent.role === 'ticketTriage')?.outputs['issueType']
    const values = typeof triage === 'object' && triage.type === 'enum' ? triage.values : []
    const topics = tickets.flatMap((ticket) => ticket.history.topic ?? [])
    expect([...new Set(topics)].sort()).toEqual([...values].sort())
  })

  it('tells what happened in the order in which it happened', () => {
    for (const ticket of tickets) {
      const { firstResponseAt, solvedAt } = ticket.history
      const times = [ticket.createdAt, ...ticket.messages.map((message) => message.at)]
      expect(times, ticket.id).toEqual([...times].sort((one, other) => one - other))
      const answered = ticket.messages.find((message) => message.from === 'agent')?.at
      if (answered !== undefined) expect(firstResponseAt, ticket.id).toBe(answered)
      if (firstResponseAt !== undefined) expect(firstResponseAt, ticket.id).toBeGreaterThan(ticket.createdAt)
      if (firstResponseAt !== undefined && solvedAt !== undefined) expect(solvedAt, ticket.id).toBeGreaterThanOrEqual(firstResponseAt)
    }
  })

  it('has the texts of about half of the conversations, with replies of customers among them', () => {
    const answered = tickets.filter((ticket) => ticket.messages.some((message) => message.from === 'agent'))
    expect(answered.length).toBeGreaterThanOrEqual(conversations)
    expect(answered.filter((ticket) => ticket.messages.some((message) => message.from === 'customer')).length).toBeGreaterThan(conversations * 0.7)
  })

  it('has articles of a readable length under titles of their own, and knows every error code that customers name', () => {
    expect(template.articles.length).toBeGreaterThanOrEqual(articles)
    expect(new Set(template.articles.map((article) => article.title)).size).toBe(template.articles.length)
    for (const article of template.articles) {
      const words = article.text.split(/\s+/).length
      expect(words, article.id).toBeGreaterThanOrEqual(100)
      expect(words, article.id).toBeLessThanOrEqual(400)
    }
    const known = template.articles.map((article) => `${article.title}\n${article.text}`).join('\n').toLowerCase()
    const codes = tickets.flatMap((ticket) => `${ticket.subject} ${ticket.description}`.match(/(?<![\w-])(?:E-\d{4}|(?:VPN|FB|SC|PR)-\d+)\b/gi) ?? [])
    expect(codes.length).toBeGreaterThan(10)
    for (const code of codes) expect(known, code).toContain(code.toLowerCase())
  })
})

describe('the support desk of today', () => {
  const { tickets } = readTemplate('customer-support')

  it('gives the first human answer after about four hours in the median', () => {
    const waits = tickets.flatMap((ticket) => (ticket.history.firstResponseAt === undefined ? [] : [(ticket.history.firstResponseAt - ticket.createdAt) / hour]))
    expect(median(waits)).toBeGreaterThan(3)
    expect(median(waits)).toBeLessThan(5)
  })

  it('gets spam and automatic replies, several languages and one very long message', () => {
    expect(tickets.filter((ticket) => ticket.history.isSpam === true)).toHaveLength(20)
    expect(new Set(tickets.map((ticket) => ticket.language))).toEqual(new Set(['en', 'de', 'fr', 'es']))
    expect(Math.max(...tickets.map((ticket) => ticket.description.split(/\s+/).length))).toBeGreaterThan(850)
  })
})
