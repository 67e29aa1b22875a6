import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import type { LintSurroundings } from '../../../core/graph/lint-surroundings.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { exampleText } from '../spec/workflow-files.ts'

const zones = intlZoneOffsets()
type Change = readonly [from: string, to: string]

function changed(changes: readonly Change[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text, `the example holds ${from}`).toContain(from)
    return text.replaceAll(from, () => to)
  }, exampleText)
}

function messages(code: string, changes: readonly Change[], given: LintSurroundings = { zones }): readonly string[] {
  return checkSpec(changed(changes), roleCatalog, given).findings.filter((finding) => finding.code === code || finding.code === 'LUM000' || finding.code === 'LUM001').map((finding) => finding.message)
}

// Tier 1, which takes what others cannot, keeps office hours; billing does so in the example already.
const officeHours: Change = ['[{ calendar: alwaysOpen, headcount: 4 }, { calendar: officeBerlin, headcount: 10 }]', '[{ calendar: officeBerlin, headcount: 10 }]']
const target = (text: string): Change => ['firstResponse: { P1: 8m, P2: 15m, P3: 1h, P4: 4h, P5: 8h }', `firstResponse: { P1: ${text}, P2: 15d, P3: 15d, P4: 15d, P5: 15d }`]
const longResolution: Change = ['resolution: { P1: 4h, P2: 8h, P3: 24h, P4: 72h, P5: 120h }', 'resolution: { P1: 20d, P2: 20d, P3: 20d, P4: 20d, P5: 20d }']
const withoutClosedDays: Change = ['      closed: ["2026-12-24", "2026-12-25"]\n', '']
const firstNode = (node: string, then: string): Change => ['        stage: automated\n        then: filter\n', `        stage: automated\n        then: ${then}\n${node}`]

describe('a first response that nobody can give (LUM403)', () => {
  it('names the people, the time and the hours in the zone of the team', () => {
    expect(messages('LUM403', [officeHours, target('8m'), longResolution, withoutClosedDays])).toEqual([
      'SLA premium promises P1 a first response within 8m on calendar alwaysOpen, but no team with skill billing works for 2d14h of that time (Fri 18:00 to Mon 08:00 Europe/Berlin), and handoff waits for them.',
    ])
  })

  it('says so for each priority at its own target', () => {
    expect(messages('LUM403', [officeHours]).map((message) => /promises (P\d)/.exec(message)?.[1])).toEqual(['P1', 'P2', 'P3', 'P4', 'P5'])
  })

  it.each([['2d13h59m', 1], ['2d14h', 0]])('compares the target %s to the minute', (text, count) => {
    // A zone without change of clocks: every weekend is as long as the other.
    expect(messages('LUM403', [officeHours, target(text), longResolution, withoutClosedDays, ['timezone: Europe/Berlin', 'timezone: Asia/Kolkata']])).toHaveLength(count)
  })

  it('tells the date of a weekend that is longer because the clocks change', () => {
    expect(messages('LUM403', [officeHours, target('2d14h30m'), longResolution, withoutClosedDays])[0]).toContain('2d15h of that time (Fri 2026-10-23 18:00 to Mon 2026-10-26 08:00 Europe/Berlin)')
  })

  it('tells the dates of closed days', () => {
    expect(messages('LUM403', [officeHours, target('3d'), longResolution])[0]).toContain('4d14h of that time (Wed 2026-12-23 18:00 to Mon 2026-12-28 08:00 Europe/Berlin)')
  })

  it('counts only the time in which the promise runs', () => {
    const evening: Change = ['    officeBerlin:\n', '    evening:\n      timezone: Europe/Berlin\n      open: [{ days: [mon, tue, wed, thu, fri], from: "09:00", to: "20:00" }]\n    officeBerlin:\n']
    const onIt: Change = ['calendar: alwaysOpen\n      firstResponse', 'calendar: evening\n      firstResponse']
    expect(messages('LUM403', [officeHours, evening, onIt, target('90m'), longResolution, withoutClosedDays])[0]).toMatch(/on calendar evening, but no team with skill billing works for 2h of that time \((\w+) 18:00 to \1 20:00 Europe\/Berlin\)/)
    expect(messages('LUM403', [officeHours, evening, onIt, target('2h'), longResolution, withoutClosedDays])).toEqual([])
  })

  it('adds the hours of teams in other zones', () => {
    const newYork: Change = ['    officeBerlin:\n', '    officeNewYork:\n      timezone: America/New_York\n      open: [{ days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00" }]\n    officeBerlin:\n']
    const there: Change = ['shifts: [{ calendar: officeBerlin, headcount: 5 }]', 'shifts: [{ calendar: officeNewYork, headcount: 5 }]']
    // Berlin and New York together are closed from midnight to eight in Berlin, and from Saturday 00:00.
    expect(messages('LUM403', [officeHours, newYork, there, target('1d'), longResolution, withoutClosedDays])[0]).toContain('2d8h of that time (Fri 18:00 to Mon 02:00 America/New_York)')
  })

  it('is content where the ticket goes to a message while people are away', () => {
    const guarded: readonly Change[] = [
      officeHours,
      firstNode('      hours:\n        kind: decision\n        stage: automated\n        branches:\n          - { id: open, when: \'isOpen("officeBerlin", now)\', then: filter }\n        default: closed\n      closed: { kind: message, stage: automated, text: We answer on the next working day., then: filter }\n', 'hours'),
    ]
    expect(messages('LUM403', guarded)).toEqual([])
    const later = guarded.map(([from, to]): Change => [from, to.replaceAll('isOpen("officeBerlin", now)', 'isOpen("alwaysOpen", now)')])
    expect(messages('LUM403', later)).toHaveLength(5)
  })

  it('sees that a guard opens earlier than the people begin', () => {
    const early: Change = ['    officeBerlin:\n', '    early:\n      timezone: Europe/Berlin\n      open: [{ days: [mon, tue, wed, thu, fri], from: "07:00", to: "18:00" }]\n      closed: ["2026-12-24", "2026-12-25"]\n    officeBerlin:\n']
    const guard = firstNode('      hours:\n        kind: decision\n        stage: automated\n        branches:\n          - { id: open, when: \'isOpen("early", now)\', then: filter }\n        default: closed\n      closed: { kind: message, stage: automated, text: We answer on the next working day., then: filter }\n', 'hours')
    const found = messages('LUM403', [officeHours, early, guard])
    expect(found.map((message) => /promises (P\d)/.exec(message)?.[1])).toEqual(['P1', 'P2'])
    expect(found[0]).toMatch(/works for 1h of that time \(\w+ 07:00 to \w+ 08:00 Europe\/Berlin\)/)
  })

  it('is content where a warning of the promise writes to the customer', () => {
    expect(messages('LUM403', [officeHours, ['      mode: notify                       # runs beside, does not interrupt\n      limit: 1\n      then: pageLead', '      mode: interrupt\n      limit: 1\n      then: sorry'], ['      sideDone: {', '      sorry: { kind: message, stage: human, text: A colleague answers as soon as we open., then: escalate }\n      sideDone: {']])).toEqual([])
  })

  it('is content where the timeout of the node leads to people who are there in time', () => {
    const changes: readonly Change[] = [officeHours, target('1h'), longResolution, ['outcomes: { resolved: qa, returned: triage, transferred: escalate, timeout: escalate }', 'outcomes: { resolved: qa, returned: triage, transferred: escalate, timeout: nightDesk }'], ['      manualTriage:\n', '      nightDesk: { kind: human, task: conversation, team: tier2, stage: human, outcomes: { resolved: qa } }\n      manualTriage:\n']]
    expect(messages('LUM403', [...changes, ['timeout: 3d', 'timeout: 30m']])).toEqual([])
    expect(messages('LUM403', [...changes, ['timeout: 3d', 'timeout: 2h']])).toHaveLength(1)
  })

  it('is content where a message goes out in an arm that always starts', () => {
    const arm: readonly Change[] = [officeHours, ['          - { id: similar, then: similar }\n', '          - { id: similar, then: similar }\n          - { id: hello, then: hello }\n'], ['      similar: { kind: tool', '      hello: { kind: message, stage: automated, text: We are looking into it., then: analysed }\n      similar: { kind: tool']]
    expect(messages('LUM403', arm)).toEqual([])
  })

  it('looks only at channels that the promise is for', () => {
    const voiceOnly: Change = ['      when: customer.tier == "premium"\n', '      when: ticket.channel == "chat"\n']
    const noChat: Change = ['        channels: [email, chat, voice]\n        stage: automated', '        channels: [email, voice]\n        stage: automated']
    expect(messages('LUM403', [officeHours, voiceOnly])).toHaveLength(5)
    expect(messages('LUM403', [officeHours, voiceOnly, noChat])).toEqual([])
  })

  it('says nothing without zone data, and nothing of calendars with mistakes', () => {
    expect(messages('LUM403', [officeHours], {})).toEqual([])
    expect(messages('LUM403', [officeHours, ['timezone: Europe/Berlin', 'timezone: Europe/Berln']])).toEqual([])
  })
})

describe('the longest way to a first reply (LUM404)', () => {
  const slow: Change = ['        timeout: 40s\n', '        timeout: 8m\n']
  const atLength = (...changes: readonly Change[]): string => messages('LUM404', changes)[0] ?? ''

  it('names the way with the time of each step', () => {
    expect(messages('LUM404', [slow])).toEqual(['The longest automated way to a first reply takes 8m55s (filter 10s → triage 20s → analysed 25s → draft 8m → answer); SLA premium allows P1 8m.'])
  })

  it('takes nodes without a timeout at the default, and a tool at its own', () => {
    expect(atLength(firstNode('      account2: { kind: tool, tool: getAccount, stage: automated, then: filter }\n', 'account2'), ['        timeout: 40s\n', '        timeout: 7m\n'])).toContain('account2 1m → ')
    expect(atLength(firstNode('      account2: { kind: tool, tool: getAccount, stage: automated, then: filter }\n', 'account2'), ['        timeout: 40s\n', '        timeout: 7m\n'], ['      operation: users.get\n', '      operation: users.get\n      timeout: 2m\n'])).toContain('account2 2m → ')
  })

  it('goes round a loop as often as its bound allows, and no more', () => {
    const loop: readonly Change[] = [['        timeout: 40s\n        then: approval', '        timeout: 3m\n        then: approval'], ["          - { id: review, when: 'draft.needsApproval || draft.confidence < 0.6', then: reviewDraft }", "          - { id: review, when: 'draft.needsApproval || draft.confidence < 0.6', then: draft }"]]
    // Three visits, then the answer; the fourth goes to a person.
    expect(atLength(...loop)).toContain('takes 9m55s (filter 10s → triage 20s → analysed 25s → draft 3m → draft 3m → draft 3m → answer)')
    expect(messages('LUM404', [...loop, ['        maxVisits: 3\n', '        maxVisits: 2\n']])).toEqual([])
  })

  it('follows the way behind the last visit', () => {
    const loop: readonly Change[] = [['        timeout: 40s\n        then: approval', '        timeout: 3m\n        then: approval'], ["          - { id: review, when: 'draft.needsApproval || draft.confidence < 0.6', then: reviewDraft }", "          - { id: review, when: 'draft.needsApproval || draft.confidence < 0.6', then: draft }"], ['        maxVisits: 3\n        onMaxVisits: escalate', '        maxVisits: 2\n        onMaxVisits: look'], ['      check: { kind: agent', '      look: { kind: tool, tool: getAccount, as: look, stage: automated, timeout: 5m, then: answer }\n      check: { kind: agent']]
    expect(atLength(...loop)).toContain('draft 3m → draft 3m → look 5m → answer')
  })

  it('comes to an end where the way out of a full loop leads back into it', () => {
    expect(messages('LUM404', [['onMaxVisits: escalate\n        timeout: 40s', 'onMaxVisits: approval\n        timeout: 40s'], ["          - { id: review, when: 'draft.needsApproval || draft.confidence < 0.6', then: reviewDraft }", "          - { id: review, when: 'draft.needsApproval || draft.confidence < 0.6', then: draft }"]])).toEqual([])
  })

  it('measures on the clock of the promise', () => {
    const day: Change = ['    officeBerlin:\n', '    minutes:\n      timezone: UTC\n      open: [{ days: [mon], from: "08:00", to: "08:05" }]\n    officeBerlin:\n']
    expect(messages('LUM404', [slow, day, ['calendar: alwaysOpen\n      firstResponse', 'calendar: minutes\n      firstResponse']])).toEqual([])
  })
})

describe('timeouts, callbacks and load', () => {
  it('offers the calendar on which the team works (LUM410)', () => {
    const [finding] = checkSpec(changed([officeHours, ['timeout: 5d', 'timeout: 1d']]), roleCatalog, { zones }).findings.filter((each) => each.code === 'LUM410')
    expect(finding?.message).toBe('Node manualTriage gives up after 1d, but team tier1 is closed for up to 2d14h (Fri 18:00 to Mon 08:00 Europe/Berlin).')
    expect(finding?.hint).toBe('Let the timeout run on open time with clock: officeBerlin, or raise it.')
  })

  it('says when nobody takes calls (LUM412)', () => {
    const noCalls: readonly Change[] = [officeHours, ['channels: [email, chat, voice]\n      capacity: { email: 4', 'channels: [email, chat]\n      capacity: { email: 4'], ['channels: [email, chat, voice]\n      capacity: { email: 2', 'channels: [email, chat]\n      capacity: { email: 2']]
    expect(messages('LUM412', noCalls)).toEqual(['Node bookCallback offers a callback, but no team takes voice from Fri 18:00 to Mon 08:00 Europe/Berlin.'])
    expect(messages('LUM412', [...noCalls, ['channels: [email, chat, voice]\n      capacity: { email: 6', 'channels: [email, chat]\n      capacity: { email: 6']])).toEqual(['Node bookCallback offers a callback, but no team takes voice at any time.'])
  })

  it('shares tickets out by skill and by the size of teams (LUM411)', () => {
    // Seven skills; security has one of them, two people round the clock: 84 x 0.5 x 1/7 x 20/60 = 2 people busy of 2.
    expect(messages('LUM411', [], { zones, ticketsPerHour: 84, shareToPeople: 0.5, handleMinutes: 20 })).toContain('At 84 tickets an hour, 7 % of them for team security with 20 minutes of work each, if every skill is needed equally often, its people (2 on average over the week) are 100 % loaded.')
    expect(messages('LUM411', [], { zones, ticketsPerHour: 10, shareToPeople: 0.5, handleMinutes: 20, skillShares: { security: 1 } })).toEqual([])
    expect(messages('LUM411', [], { zones, ticketsPerHour: 12, shareToPeople: 0.5, handleMinutes: 20, skillShares: { security: 1 } })).toEqual(['At 12 tickets an hour, 50 % of them for team security with 20 minutes of work each, its people (2 on average over the week) are 100 % loaded.'])
  })
})
