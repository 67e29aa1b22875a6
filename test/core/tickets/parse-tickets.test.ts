import { describe, expect, it } from 'vitest'
import { createTicketParser, parseTickets } from '../../../core/tickets/parse-tickets.ts'
import { ticketsDigest } from '../../../core/tickets/tickets-digest.ts'

const csv = `Ticket ID,Created,Channel,Locale,Summary,Body,First response at,Resolved at,Plan,Colour
1,2026-03-01T09:00:00Z,Live Chat,de-AT,Login,"I cannot
log in",2026-03-01T10:00:00Z,2026-03-02T10:00:00Z,Premium,blue
2,2026-03-01T09:30:00Z,web,en-US,Bill,Charged twice,,,,
`

describe('parseTickets', () => {
  it('reads a CSV export under its own column names and keeps what it does not know as fields', () => {
    const { tickets, problems, columns, rows, leftOut } = parseTickets(csv, 'csv', 'export.csv')
    expect(tickets[0]).toEqual({
      id: '1', createdAt: Date.UTC(2026, 2, 1, 9), channel: 'chat', subject: 'Login', description: 'I cannot\nlog in', language: 'de',
      customer: { tier: 'premium', locale: 'de-AT' }, fields: { Colour: 'blue' }, messages: [],
      history: { firstResponseAt: Date.UTC(2026, 2, 1, 10), solvedAt: Date.UTC(2026, 2, 2, 10) },
    })
    expect(tickets[1]).toMatchObject({ channel: 'web', history: {}, fields: {}, customer: { locale: 'en-US' } })
    expect(problems).toEqual([])
    expect({ rows, leftOut }).toEqual({ rows: 2, leftOut: 0 })
    expect(columns.filter((column) => column.role === null).map((column) => column.name)).toEqual(['Colour'])
  })

  it('reads JSON Lines with conversations: the opening message once, the first answer as the first response', () => {
    const line = JSON.stringify({
      id: 7, created_at: '2026-03-01T09:00:00Z', subject: 'Wi-Fi', description: 'It  drops.', first_response_at: null, is_spam: false, topic: 'net',
      messages: [
        { from: 'customer', at: '2026-03-01T09:00:00Z', text: 'It drops.' },
        { from: 'agent', at: '2026-03-01T11:00:00Z', text: 'Try another channel.' },
        { role: 'user', created_at: '2026-03-01T12:00:00Z', body: 'Thanks!' },
        { from: 'agent', at: '2026-03-01T13:00:00Z' },
      ],
    })
    const { tickets, problems } = parseTickets(`${line}\n`, 'jsonl', 'export.jsonl')
    expect(tickets[0]?.messages.map((message) => [message.from, message.text])).toEqual([['agent', 'Try another channel.'], ['customer', 'Thanks!']])
    expect(tickets[0]?.history).toEqual({ firstResponseAt: Date.UTC(2026, 2, 1, 11), topic: 'net', isSpam: false })
    expect(problems.map((problem) => problem.code)).toEqual(['TICKET.BadMessage', 'TICKET.ChannelAssumed'])
  })

  it('reads the product\'s own shape back', () => {
    const ticket = {
      id: 'a', createdAt: Date.UTC(2026, 0, 1), channel: 'email', subject: 's', description: 'd', language: 'en',
      customer: { id: 'c1', tier: 'gold', locale: 'en-GB' }, fields: { region: 'north' }, messages: [{ from: 'agent', at: Date.UTC(2026, 0, 2), text: 'hello' }],
      history: { firstResponseAt: Date.UTC(2026, 0, 2), solvedAt: Date.UTC(2026, 0, 3), topic: 't', isSpam: true },
    }
    expect(parseTickets(JSON.stringify(ticket), 'jsonl', 'own.jsonl').tickets).toEqual([ticket])
  })

  const broken: { name: string; format: 'csv' | 'jsonl'; text: string; expected: [code: string, severity: string, line: number][]; tickets: number; leftOut: number }[] = [
    { name: 'a missing column', format: 'csv', text: 'id,when,subject\n1,2026-01-01,x\n', expected: [['TICKET.ColumnMissing', 'error', 1]], tickets: 0, leftOut: 1 },
    { name: 'no texts at all', format: 'csv', text: 'id,created_at\n1,2026-01-01\n', expected: [['TICKET.ColumnMissing', 'error', 1]], tickets: 0, leftOut: 1 },
    { name: 'an empty file', format: 'csv', text: '', expected: [['TICKET.NoRows', 'error', 1]], tickets: 0, leftOut: 0 },
    { name: 'a header alone', format: 'csv', text: 'id,created_at,subject\n', expected: [['TICKET.NoRows', 'error', 1]], tickets: 0, leftOut: 0 },
    { name: 'an empty ticket', format: 'csv', text: 'id,created_at,channel,subject,body\n1,2026-01-01Z,email,,\n2,2026-01-01Z,email,x,\n', expected: [['TICKET.Empty', 'error', 2]], tickets: 1, leftOut: 1 },
    { name: 'a repeated number', format: 'csv', text: 'id,created_at,channel,subject\n1,2026-01-01Z,email,x\n1,2026-01-02Z,email,y\n', expected: [['TICKET.DuplicateId', 'error', 3]], tickets: 1, leftOut: 1 },
    { name: 'unreadable times', format: 'csv', text: 'id,created_at,channel,subject,solved_at\n1,soon,email,x,\n2,2026-01-01Z,email,x,later\n3,,email,x,\n', expected: [['TICKET.BadTime', 'error', 2], ['TICKET.BadTime', 'warning', 3], ['TICKET.BadTime', 'error', 4]], tickets: 1, leftOut: 2 },
    { name: 'an answer before the question', format: 'csv', text: 'id,created_at,channel,subject,first_response_at\n1,2026-01-02Z,email,x,2026-01-01Z\n', expected: [['TICKET.TimeOrder', 'warning', 2]], tickets: 1, leftOut: 0 },
    { name: 'a row cut short', format: 'csv', text: 'id,created_at,channel,subject\n1,2026-01-01Z\n2,2026-01-01Z,email,x,more\n', expected: [['TICKET.CellCount', 'error', 2], ['TICKET.CellCount', 'warning', 3]], tickets: 1, leftOut: 1 },
    { name: 'an unclosed quote', format: 'csv', text: 'id,created_at,channel,subject\n1,2026-01-01Z,email,x\n2,2026-01-01Z,email,"y\n', expected: [['TICKET.UnclosedQuote', 'error', 3]], tickets: 1, leftOut: 1 },
    { name: 'broken JSON', format: 'jsonl', text: '{"id":"1",\n3\n{"id":"2","created_at":"2026-01-01Z","channel":"email","subject":"x"}\n', expected: [['TICKET.BadJson', 'error', 1], ['TICKET.NotAnObject', 'error', 2]], tickets: 1, leftOut: 2 },
    { name: 'a JSON array', format: 'jsonl', text: '[\n{}\n]', expected: [['TICKET.JsonArray', 'error', 1]], tickets: 0, leftOut: 0 },
    { name: 'UTF-16 read as UTF-8', format: 'csv', text: 'id,created_at,channel,subject\n1,2026-01-01Z,email,\ufffdx\u0000y\n', expected: [['TICKET.NulText', 'warning', 1], ['TICKET.InvalidText', 'warning', 1]], tickets: 1, leftOut: 0 },
  ]
  it.each(broken)('says where and how to mend $name', ({ format, text, expected, tickets, leftOut }) => {
    const result = parseTickets(text, format, 'broken.file')
    expect(result.problems.map((problem) => [problem.code, problem.severity, problem.line])).toEqual(expected)
    expect(result.tickets).toHaveLength(tickets)
    expect(result.leftOut).toBe(leftOut)
    for (const problem of result.problems) {
      expect(problem.file).toBe('broken.file')
      expect(problem.message).toMatch(/[.]$/)
      expect(problem.hint.length).toBeGreaterThan(10)
    }
  })

  it('names the columns that it found when one is missing', () => {
    expect(parseTickets('a,b,c\n1,2,3\n', 'csv', 'x.csv').problems[0]?.message).toBe('Column created_at is missing: found a, b, c.')
  })

  it('counts every problem and keeps the first two hundred of a kind', () => {
    const rows = Array.from({ length: 500 }, (_, index) => `${index},never,email,x`).join('\n')
    const result = parseTickets(`id,created_at,channel,subject\n${rows}\n`, 'csv', 'x.csv')
    expect(result.problems).toHaveLength(200)
    expect(result.problemCounts).toEqual({ 'TICKET.BadTime': 500 })
    expect(result.leftOut).toBe(500)
  })

  it.each(['csv', 'jsonl'] as const)('gives the same tickets however a %s file is cut into pieces', (format) => {
    const text = format === 'csv' ? csv : parseTickets(csv, 'csv', 'x').tickets.map((ticket) => JSON.stringify(ticket)).join('\n')
    const whole = parseTickets(text, format, 'x')
    for (const size of [1, 7, 64]) {
      const parser = createTicketParser(format, 'x')
      const tickets = []
      for (let at = 0; at < text.length; at += size) tickets.push(...parser.push(text.slice(at, at + size)))
      const last = parser.end()
      expect([...tickets, ...last.tickets]).toEqual(whole.tickets)
      expect(last.problems).toEqual(whole.problems)
    }
  })
})

describe('ticketsDigest', () => {
  it('is the same for the same tickets in another order, and another for another text', () => {
    const { tickets } = parseTickets(csv, 'csv', 'x')
    expect(ticketsDigest([...tickets].reverse())).toBe(ticketsDigest(tickets))
    expect(ticketsDigest(parseTickets(csv.replace('twice', 'once'), 'csv', 'x').tickets)).not.toBe(ticketsDigest(tickets))
    expect(ticketsDigest([])).toMatch(/^[0-9a-f]{64}$/)
  })
})
