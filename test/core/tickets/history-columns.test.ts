import { describe, expect, it } from 'vitest'
import { parseTickets } from '../../../core/tickets/parse-tickets.ts'
import { ticketPriority } from '../../../core/tickets/ticket-priority.ts'
import { ticketsDigest } from '../../../core/tickets/tickets-digest.ts'

const HOUR = 3_600_000
const created = Date.UTC(2026, 2, 1, 9)
const read = (text: string, zone?: { name: string; toUtc: (wall: number) => number }) => parseTickets(text, 'csv', 'export.csv', { needsText: false, ...(zone === undefined ? {} : { zone }) })

describe('exports with times only', () => {
  it.each([
    ['a support stream', 'ticket_id,created_utc,first_response_utc,solved_utc,n_agent_replies,n_customer_followups\n1,2026-03-01 09:00:00,2026-03-01 11:00:00,2026-03-02 09:00:00,2,3', { firstResponseAt: created + 2 * HOUR, solvedAt: created + 24 * HOUR, replies: 2, followups: 3 }],
    ['an incident log', 'incident,opened,first_state_change,resolved,closed,priority,group,category,reopens,reassignments\nI1,2026-03-01T09:00,2026-03-01T10:00,2026-03-01T12:00,2026-03-05T12:00,2 - High,Group 7,Category 2,1,2', { firstResponseAt: created + HOUR, solvedAt: created + 3 * HOUR, closedAt: Date.UTC(2026, 2, 5, 12), priority: 'P2', team: 'Group 7', topic: 'Category 2', reopens: 1, reassignments: 2 }],
    ['Zendesk', 'Ticket ID,Created at,First reply time in minutes,Full resolution time in minutes,Group,Assignee,Priority,Reopens\n5,2026-03-01T09:00:00Z,90,600,Desk,Ann,Urgent,0', { firstResponseAt: created + 1.5 * HOUR, solvedAt: created + 10 * HOUR, lastSolvedAt: created + 10 * HOUR, team: 'Desk', agent: 'Ann', priority: 'P1', reopens: 0 }],
    ['Intercom', 'conversation_id,created_at,time_to_admin_reply,team_assigned\n5,1772355600,120,Tier 1', { firstResponseAt: created + 120_000, team: 'Tier 1' }],
    ['Jira', 'Issue key,Created,Resolved,Priority,Assignee\nA-1,01/Mar/26 9:00 AM,01/Mar/26 11:00 AM,Highest,Bo', { solvedAt: created + 2 * HOUR, priority: 'P1', agent: 'Bo' }],
    ['Freshdesk', 'Ticket ID,Created time,Initial response time,Resolved time,Agent,Group,Agent interactions,Customer interactions\n7,2026-03-01 09:00:00,2026-03-01 09:30:00,2026-03-01 12:00:00,Cy,Billing,3,1', { firstResponseAt: created + HOUR / 2, solvedAt: created + 3 * HOUR, agent: 'Cy', team: 'Billing', replies: 3, followups: 1 }],
  ])('reads %s', (_, text, history) => {
    const { tickets } = read(text)
    expect(tickets).toHaveLength(1)
    expect(tickets[0]).toMatchObject({ createdAt: created, history })
  })

  it('still needs a text where tickets are to be simulated', () => {
    expect(parseTickets('id,created_at\n1,2026-03-01T09:00:00Z', 'csv', 'a.csv').problems[0]).toMatchObject({ code: 'TICKET.ColumnMissing' })
  })

  it('keeps the columns of the history as fields: agents of a flow read them', () => {
    expect(read('id,created_at,priority,group\n1,2026-03-01T09:00:00Z,Low,Desk').tickets[0]?.fields).toEqual({ priority: 'Low', group: 'Desk' })
  })

  it('takes times without a zone in the one that is stated, and says so', () => {
    const { tickets, problems } = read('id,created_at\n1,2026-03-01 09:00', { name: 'Asia/Kolkata', toUtc: (wall) => wall - 5.5 * HOUR })
    expect(tickets[0]?.createdAt).toBe(created - 5.5 * HOUR)
    expect(problems[0]).toMatchObject({ code: 'TICKET.ZoneAssumed', message: 'Times without a zone, such as "2026-03-01 09:00", are taken as Asia/Kolkata.' })
  })

  it('says when some times have a zone and some have none', () => {
    expect(read('id,created_at\n1,2026-03-01T09:00:00Z\n2,2026-03-01 09:00').problemCounts).toMatchObject({ 'TICKET.MixedZones': 1 })
  })

  it('says when dates are written in two ways, with one of each', () => {
    const problems = read('id,created_at\n1,13/02/2026 09:00Z\n2,02/14/2026 09:00Z').problems.filter(({ code }) => code !== 'TICKET.ChannelAssumed')
    expect(problems).toMatchObject([{ severity: 'error', code: 'TICKET.TwoDateFormats', line: 3 }])
    expect(problems[0]?.message).toContain('"13/02/2026 09:00Z" (line 2) begins with the day, "02/14/2026 09:00Z" (line 3) with the month')
  })

  it('does not use a response before the ticket', () => {
    const { tickets, problemCounts } = read('id,created_at,first_response_at\n1,2026-03-01T09:00:00Z,2026-03-01T08:00:00Z')
    expect(tickets[0]?.history).toEqual({})
    expect(problemCounts).toMatchObject({ 'TICKET.TimeOrder': 1 })
  })

  it('has another digest where the history says more', () => {
    const digest = (text: string): string => ticketsDigest(read(text).tickets.map((ticket) => ({ ...ticket, fields: {} })))
    expect(digest('id,created_at,priority\n1,2026-03-01T09:00:00Z,Low')).not.toBe(digest('id,created_at,priority\n1,2026-03-01T09:00:00Z,High'))
  })
})

describe('priorities by the words of help desks', () => {
  it.each([['Urgent', 'P1'], ['1 - Critical', 'P1'], ['2 - High', 'P2'], ['3 - Moderate', 'P3'], ['normal', 'P3'], ['4 - Low', 'P4'], ['Trivial', 'P5'], ['P2', 'P2'], ['sev 1', 'P1'], ['3', 'P3'], ['', null], ['soon', null], ['7', null]])('%s is %s', (word, priority) => {
    expect(ticketPriority(word)).toBe(priority)
  })
})
