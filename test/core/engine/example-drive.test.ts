import { describe, expect, it } from 'vitest'
import { exampleProgram } from './example-program.ts'
import { TicketDrive } from './ticket-drive.ts'

const program = exampleProgram()
const calm = { frustration: 0.1, confusion: 0.1, satisfaction: 0.6, asksForHuman: false }
const angry = { frustration: 0.82, confusion: 0.1, satisfaction: 0, asksForHuman: false }
const billing = { issueType: 'billing', urgency: 'normal', requestedResolution: 'information', priorityScore: 40, priority: 'P3', confidence: 0.92 }

function analysed(drive: TicketDrive): void {
  drive.done('filter.1.1', { verdict: 'genuine', confidence: 0.97 })
  drive.done('triage.1.1', billing)
  drive.done('similar.1.1', { count: 4, bestScore: 0.6 })
  drive.done('lookUp.1.1', { solutions: [{ title: 'Invoices', body: 'See Billing.', confidence: 0.81, source: 'helpCenter', thirdParty: false }], topConfidence: 0.81 })
}

describe('the complete example', () => {
  it('answers a billing question and closes the ticket as resolved', () => {
    const drive = new TicketDrive(program)
    drive.start({ id: 'B-7', text: 'Where is my invoice?' })
    drive.done('monitor:sentiment.1', calm)
    analysed(drive)
    drive.done('draft.1.1', { text: 'You find it under Billing.', confidence: 0.81, needsApproval: false })
    expect(drive.last?.commands).toContainEqual({ kind: 'sendMessage', nodeId: 'answer', visit: 1, text: 'You find it under Billing.', choices: [], awaitsReply: true, idempotencyKey: `${drive.state?.context.ticket.id ?? ''}/message:answer.1` })
    expect(drive.state?.context.ticket.status).toBe('waiting')
    drive.wait(3_600_000).says('Thanks, found it!')
    drive.done('monitor:sentiment.2', calm)
    drive.done('check.1.1', { resolved: true, confidence: 0.9 })
    if (drive.commands.some((command) => command.kind === 'startAgent' && command.taskId === 'qa.1.1')) drive.done('qa.1.1', { score: 0.9, findings: [] })
    drive.done('close.1.1')
    expect(drive.way).toEqual([
      'intake#then', 'filter#then', 'genuine#default', 'triage#then', 'analyse#kb', 'analyse#similar', 'similar#then', 'lookUp#then', 'analysed#then',
      'route#confident', 'draft#then', 'approval#default', 'answer#replied', 'check#then', 'solved#yesSolved', 'qa#then', 'qaGate#default', 'close#then',
    ])
    expect(drive.last?.commands.at(-1)).toEqual({ kind: 'finish', outcome: 'resolved' })
    expect(drive.state).toMatchObject({ status: 'finished', outcome: 'resolved', tokens: [], forks: [] })
    expect(drive.commands).toContainEqual({ kind: 'ticketPriority', priority: 'P3' })
    expect(drive.trace.find((entry) => entry.rule === 'confident')?.text).toBe('Took “confident” because kb.topConfidence is 0.81 (needs at least 0.75).')
  })

  it('offers a frustrated customer a call, and hands the ticket to people when the customer stays frustrated', () => {
    const drive = new TicketDrive(program)
    drive.start({ id: 'F-3', text: 'Charged twice, again!' })
    drive.done('monitor:sentiment.1', angry)
    expect(drive.trace.at(-1)?.text).toContain('has seen its condition 1 of 2 times')
    analysed(drive)
    drive.done('draft.1.1', { text: 'You find it under Billing.', confidence: 0.81, needsApproval: false })
    drive.wait(600_000).says('This does not help at all.')
    drive.done('monitor:sentiment.2', angry)
    expect(drive.trace.some((entry) => entry.kind === 'trigger' && entry.rule === 'frustrated' && entry.text.includes('interrupted'))).toBe(true)
    expect(drive.last?.commands).toContainEqual({ kind: 'cancelTask', taskId: 'check.1.1', reason: 'trigger frustrated interrupted it' })
    expect(drive.last?.commands).toContainEqual(expect.objectContaining({ kind: 'sendMessage', nodeId: 'offerCallback', choices: ['accept', 'decline'] }))
    drive.says('accept')
    drive.done('monitor:sentiment.3', calm)
    drive.done('bookCallback.1.1', { slot: drive.at + 86_400_000 })
    drive.done('escalate.1.1', { team: 'billing', summary: 'Charged twice.' })
    expect(drive.state?.context.ticket.status).toBe('handedOff')
    expect(drive.last?.commands).toContainEqual({ kind: 'startHuman', taskId: 'handoff.1', nodeId: 'handoff', visit: 1, task: 'conversation', team: 'billing', outcomes: ['resolved', 'returned', 'transferred'], carry: ['conversation', 'sentiment', 'triage', 'kb', 'escalation.summary'] })
    drive.done('assist:handoff.1', { nextSteps: ['Refund the second charge.'] })
    drive.person('handoff.1', 'resolved')
    if (drive.commands.some((command) => command.kind === 'startAgent' && command.taskId === 'qa.1.1')) drive.done('qa.1.1', { score: 0.4, findings: ['late'] })
    if (drive.commands.some((command) => command.kind === 'startTool' && command.taskId === 'fileFollowUp.1.1')) drive.done('fileFollowUp.1.1', { key: 'SUP-1' })
    drive.done('close.1.1')
    expect(drive.way).toContain('trigger.frustrated#then')
    expect(drive.way).toContain('handoff#resolved')
    expect(drive.way).toContain('qa#then')
    expect(drive.state).toMatchObject({ status: 'finished', outcome: 'resolved', tokens: [] })
  })

  it('goes to people at once when the customer asks for one', () => {
    const drive = new TicketDrive(program)
    drive.start({ text: 'Let me talk to a human.' })
    drive.done('monitor:sentiment.1', { ...calm, asksForHuman: true })
    expect(drive.way).toEqual(['intake#then', 'trigger.askedForHuman#then'])
    expect(drive.trace.at(-3)?.text).toBe('Trigger “askedForHuman” interrupted the ticket and sent it to “Escalate” because sentiment.asksForHuman is true.')
    expect(drive.state?.tokens).toHaveLength(1)
  })
})
