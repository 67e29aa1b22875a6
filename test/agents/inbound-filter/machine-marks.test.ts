import { describe, expect, it } from 'vitest'
import { machineMark } from '../../../agents/inbound-filter/machine-marks.ts'

describe('machineMark', () => {
  it.each([
    ['Automatic reply: your request', 'I am back on Monday.', {}],
    ['RE: Out of office', 'Back on Monday.', {}],
    ['Abwesenheitsnotiz', 'Ich bin im Urlaub.', {}],
    ['Réponse automatique : vacances', '', {}],
    ['Undelivered Mail Returned to Sender', 'The address does not exist.', {}],
    ['Ticket', 'This is an automatically generated message.', {}],
    ['Hello', 'Hello', { 'Auto-Submitted': 'auto-generated' }],
    ['Hello', 'Hello', { 'Return-Path': '<>' }],
    ['Hello', 'Hello', { from: 'MAILER-DAEMON@mail.example' }],
  ])('sees a machine behind "%s"', (subject, text, fields) => {
    expect(machineMark(subject, text, { ...fields })?.verdict).toBe('autoReply')
  })

  it('trusts the spam header of a mail server', () => {
    expect(machineMark('Offer', 'Buy', { 'X-Spam-Flag': 'YES' })?.verdict).toBe('spam')
  })

  it.each([
    ['automatic reply', 'How do I set up an automatic reply for my holidays?', {}],
    ['My out of office reply fails', 'It is sent twice.', {}],
    ['No access to my mails', 'Since the update I have no access to my emails.', {}],
    ['Hello', 'Please look at this.', { 'Auto-Submitted': 'no', Precedence: 'bulk' }],
  ])('sees a person behind "%s"', (subject, text, fields) => {
    expect(machineMark(subject, text, { ...fields })).toBeUndefined()
  })
})
