import type { ParsedTime, WallTime } from './parse-time.ts'
import { parseTime } from './parse-time.ts'
import { ticketPriority } from './ticket-priority.ts'
import type { TimeNotes } from './time-notes.ts'
import { readMessages } from './read-messages.ts'
import { ticketChannel } from './ticket-channel.ts'
import type { Customer, Ticket, TicketHistory, TicketMessage } from './ticket.ts'
import type { ColumnRole, TicketColumn } from './ticket-columns.ts'
import { columnsOf } from './ticket-columns.ts'
import type { TicketProblems } from './ticket-problem.ts'

/** One row before it is a ticket: its line, its columns and a value for each. */
export type RawTicket = { readonly line: number; readonly columns: readonly TicketColumn[]; readonly values: readonly unknown[] }

/** How the rows of a file are read. */
export type ReadTicketOptions = {
  /** A ticket without subject and text is an error; a history needs times only. */
  readonly needsText: boolean
  /** The zone of times that are written without one: its name, and what it makes of a wall clock time; UTC where it is left out. */
  readonly zone?: { readonly name: string; readonly toUtc: WallTime }
}

/** Turns one row into a ticket; null when it cannot be used, and then a problem says why. */
export function readTicket(raw: RawTicket, problems: TicketProblems, { needsText, zone }: ReadTicketOptions, notes: TimeNotes): Ticket | null {
  const { line } = raw
  const value = (role: ColumnRole): unknown => raw.values[raw.columns.findIndex((column) => column.role === role)]
  const text = (role: ColumnRole): string => textOf(value(role))
  const nameOf = (role: ColumnRole): string => raw.columns.find((column) => column.role === role)?.name ?? role
  const time = (role: ColumnRole, source: unknown = value(role)): number | undefined => {
    const written = textOf(source)
    if (written === '') return undefined
    const parsed = parseTime(written, zone?.toUtc)
    if (parsed === null) {
      const severity = role === 'createdAt' ? 'error' : 'warning'
      problems.add({ line, column: nameOf(role), severity, code: 'TICKET.BadTime', message: `"${written.slice(0, 40)}" is not a time that can be read.`, hint: 'Write times as 2026-03-01T09:30:00Z, or as seconds since 1970.' })
      return undefined
    }
    noteAssumptions(parsed, line, nameOf(role), written, zone?.name ?? 'UTC', problems)
    notes.note(parsed, line, written)
    return parsed.at
  }

  const nested = nestedOf(value('history'))
  const subject = text('subject')
  let description = text('description')
  const createdText = text('createdAt')
  const createdAt = time('createdAt')
  if (createdAt === undefined) {
    if (createdText === '') problems.add({ line, column: nameOf('createdAt'), severity: 'error', code: 'TICKET.BadTime', message: 'This ticket has no time of creation.', hint: 'Fill the column, or leave the row out.' })
    return null
  }
  let messages: readonly TicketMessage[] = readMessages(value('messages'), createdAt, line, problems, zone?.toUtc)
  const first = messages[0]
  // Exports repeat the opening message as the first of the conversation.
  if (first !== undefined && first.from === 'customer' && (description === '' || sameText(first.text, description))) {
    description = description === '' ? first.text : description
    messages = messages.slice(1)
  }
  if (needsText && subject === '' && description === '') {
    problems.add({ line, severity: 'error', code: 'TICKET.Empty', message: 'This ticket has neither a subject nor a text.', hint: 'Export the description or the first message too, or leave the row out.' })
    return null
  }
  const id = text('id')
  if (id === '') problems.add({ line, severity: 'warning', code: 'TICKET.IdMissing', message: 'Tickets without a number are named after their line.', hint: 'Export the ticket number, so that results can be found again.' })
  if (text('channel') === '') problems.add({ line, severity: 'info', code: 'TICKET.ChannelAssumed', message: 'Tickets without a channel are taken as email.', hint: 'Export the channel (email, chat, voice) if there are several.' })
  const locale = text('customerLocale') || textOf(nestedOf(value('customer')).get('locale')) || text('language')
  const agentAt = messages.find((message) => message.from === 'agent')?.at
  /** The instant that lies as long after the creation as the column says; 0 and less is none for what always takes time. */
  const after = (role: ColumnRole, unitMs: number): number | undefined => {
    const given = value(role)
    const written = textOf(given) || textOf(nestedOf(given).get('calendar'))
    const amount = written === '' ? Number.NaN : Number(written.replace(',', '.'))
    if (!Number.isFinite(amount)) return undefined
    problems.add({ line, column: nameOf(role), severity: 'info', code: 'TICKET.HoursAssumed', message: `${nameOf(role)} is taken as ${unitMs === 1000 ? 'seconds' : 'minutes'} of calendar time.`, hint: 'Some help desks leave closed hours out of such columns; export the time of the event itself if yours does.' })
    return createdAt + Math.round(amount * unitMs)
  }
  const firstResponseAt = notBefore(createdAt, time('firstResponseAt', value('firstResponseAt') ?? nested.get('firstResponseAt')) ?? agentAt ?? after('firstResponseMinutes', 60_000) ?? after('firstResponseSeconds', 1000), 'first response', line, nameOf('firstResponseAt'), problems)
  const solvedAt = notBefore(createdAt, time('solvedAt', value('solvedAt') ?? nested.get('solvedAt')) ?? after('solvedMinutes', 60_000) ?? after('lastSolvedMinutes', 60_000), 'solution', line, nameOf('solvedAt'), problems)
  const lastSolvedAt = notBefore(createdAt, time('lastSolvedAt') ?? after('lastSolvedMinutes', 60_000), 'last solution', line, nameOf('lastSolvedAt'), problems)
  const closedAt = notBefore(createdAt, time('closedAt'), 'closing', line, nameOf('closedAt'), problems)
  const leftAt = notBefore(createdAt, /\d{4}/.test(text('leftAt')) ? time('leftAt') : undefined, 'leaving', line, nameOf('leftAt'), problems)
  const topic = text('topic') || textOf(nested.get('topic'))
  const spam = truth(value('isSpam') ?? nested.get('isSpam'))
  const history: TicketHistory = {
    ...(firstResponseAt === undefined ? {} : { firstResponseAt }),
    ...(solvedAt === undefined ? {} : { solvedAt }),
    ...(topic === '' ? {} : { topic }),
    ...(spam === undefined ? {} : { isSpam: spam }),
    ...(lastSolvedAt === undefined ? {} : { lastSolvedAt }),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(leftAt === undefined ? {} : { leftAt }),
    ...labels(text),
    ...counts(text),
  }
  const language = languageOf(text('language') || locale)
  return {
    id: id === '' ? `line ${line}` : id,
    createdAt,
    channel: text('channel') === '' ? 'email' : ticketChannel(text('channel')),
    subject,
    description,
    ...(language === undefined ? {} : { language }),
    customer: customerOf(text('customerId'), text('customerTier'), locale, nestedOf(value('customer'))),
    fields: fieldsOf(raw),
    messages,
    history,
  }
}

/** What a history is read from stays a field too: agents of a flow read fields, such as the priority that the customer chose. */
const ALSO_FIELDS: ReadonlySet<ColumnRole> = new Set([
  'firstResponseMinutes', 'firstResponseSeconds', 'solvedMinutes', 'lastSolvedMinutes', 'lastSolvedAt', 'closedAt', 'leftAt', 'priority', 'team', 'agent', 'reopens', 'reassignments', 'replies', 'followups',
])

function labels(text: (role: ColumnRole) => string): Pick<TicketHistory, 'priority' | 'team' | 'agent'> {
  const priority = ticketPriority(text('priority'))
  const known = (word: string): boolean => word !== '' && word !== '?' && word !== '-'
  const team = text('team')
  const agent = text('agent')
  return { ...(priority === null ? {} : { priority }), ...(known(team) ? { team } : {}), ...(known(agent) ? { agent } : {}) }
}

function counts(text: (role: ColumnRole) => string): Pick<TicketHistory, 'reopens' | 'reassignments' | 'replies' | 'followups'> {
  const entries = (['reopens', 'reassignments', 'replies', 'followups'] as const).flatMap((role) => {
    const written = text(role)
    return /^\d{1,6}(\.0+)?$/.test(written) ? [[role, Number(written)] as const] : []
  })
  return Object.fromEntries(entries)
}

function customerOf(idText: string, tierText: string, locale: string, nested: ReadonlyMap<string, unknown>): Customer {
  const id = idText || textOf(nested.get('id'))
  const tier = (tierText || textOf(nested.get('tier'))).toLowerCase()
  return { ...(id === '' ? {} : { id }), ...(tier === '' ? {} : { tier }), ...(locale === '' ? {} : { locale }) }
}

function fieldsOf(raw: RawTicket): Readonly<Record<string, string>> {
  const fields: [string, string][] = []
  raw.columns.forEach((column, index) => {
    if (column.role === 'fields') for (const [name, value] of nestedOf(raw.values[index])) fields.push([name, textOf(value)])
    if (column.role === null || ALSO_FIELDS.has(column.role)) fields.push([column.name, textOf(raw.values[index])])
  })
  return Object.fromEntries(fields.filter(([, value]) => value !== ''))
}

function noteAssumptions(parsed: ParsedTime, line: number, column: string, written: string, zone: string, problems: TicketProblems): void {
  if (parsed.zoneAssumed) problems.add({ line, column, severity: 'info', code: 'TICKET.ZoneAssumed', message: `Times without a zone, such as "${written}", are taken as ${zone}.`, hint: 'Export times with a zone (…Z or +01:00) if they are local.' })
  if (parsed.dayMonthAssumed) problems.add({ line, column, severity: 'warning', code: 'TICKET.DayMonthAssumed', message: `In dates such as "${written}" the first number is taken as the month.`, hint: 'Export dates as 2026-03-01 to leave no doubt.' })
}

function notBefore(createdAt: number, at: number | undefined, what: string, line: number, column: string, problems: TicketProblems): number | undefined {
  if (at === undefined || at >= createdAt) return at
  problems.add({ line, column, severity: 'warning', code: 'TICKET.TimeOrder', message: `The ${what} is before the ticket's creation and is not used.`, hint: 'Check the zones of both columns.' })
  return undefined
}

/** A scalar as trimmed text; nothing for absent and nested values. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : ''
}

/** The members of a nested object by their names in camel case. */
function nestedOf(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
  return new Map(Object.entries(value).map(([name, member]) => [name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), member]))
}

function truth(value: unknown): boolean | undefined {
  const word = textOf(value).toLowerCase()
  if (['1', 'true', 'yes', 'y'].includes(word)) return true
  return ['0', 'false', 'no', 'n'].includes(word) ? false : undefined
}

function languageOf(locale: string): string | undefined {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(locale)?.[0].toLowerCase()
}

function sameText(a: string, b: string): boolean {
  return a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()
}

/** The columns of a JSON object, its members being the values. */
export function rawFromObject(line: number, entries: readonly (readonly [string, unknown])[]): RawTicket {
  return { line, columns: columnsOf(entries.map(([name]) => name), true), values: entries.map(([, value]) => value) }
}
