import { describe, expect, it } from 'vitest'
import { saysAutoReply } from '../../models/auto-reply-rules.ts'

describe('the wording rules for automatic replies', () => {
  it.each([
    ['Out of Office', 'I will be back on 3 September.'],
    ['AW: Abwesenheitsnotiz', 'Ich antworte nach meiner Rückkehr.'],
    ['Re: Automatic reply: your order', 'Away until Monday.'],
    ['Respuesta automática', 'Estaré de vuelta el lunes.'],
    ['Undelivered Mail Returned to Sender', 'This is the mail system at host mx1.example.'],
    ['your ticket', 'This is an automated message. Please do not reply.'],
    ['Re: contract', 'I am currently out of the office and will answer next week.'],
    ['Re: contract', 'Ik ben afwezig tot en met vrijdag.'],
    ['OOO this week', 'Back on Thursday.'],
    ['Sabbatical', 'Sam looks after my accounts.'],
    ['Re: contract', "I'll be offline for two weeks. For anything urgent please write to my colleague."],
    ['Re: contract', 'Je suis en vacances et ne lis pas mes messages.'],
    ['Re: contract', 'Ich bin bis Freitag auf Dienstreise.'],
    ['Read: your order', 'Your message was read on 4 May at 09:12.'],
    ['Declined: demo', '<name> has declined this invitation.'],
    ['Returned mail', 'The following addresses had permanent fatal errors: <email>'],
    ['Message expired', 'It could not be delivered: 451 4.4.1 connection timed out.'],
    ['Your ticket', 'A ticket has been created for you. Its number is 5512.'],
    ['', 'Thanks for messaging us! We are closed now and will reply in the morning.'],
    ['', 'You are now in the queue.'],
    ['Sign-in code', 'Your security code is 123 456.'],
    ['Solicitud', 'Hemos recibido su solicitud.'],
    ['Old mailbox', 'This mailbox is not monitored. Use our form.'],
  ])('see "%s" as one', (subject, text) => {
    expect(saysAutoReply(subject, text)).toBe(true)
  })

  it.each([
    ['Out of office does not work', 'How do I turn on the out of office message?'],
    ['Undelivered mail', 'My mail to a friend comes back, what can I do?'],
    ['Automatic reply is sent twice', 'Since the update every sender gets two of them. How can I stop that?'],
    ['Help', 'I am away from home and cannot sign in'],
    ['Fwd: Undelivered Mail Returned to Sender', 'This came back: 550 5.1.1 user unknown. Which address is the right one?'],
    ['Read receipts', 'Since Monday no read receipt was displayed. Please help.'],
    ['Sharing', 'I am away from my desktop. On the laptop I cannot answer when a call comes in.'],
    ['Ticket closed', 'You wrote that my ticket has been closed, but nothing works.'],
    ['Add-on', 'The add-on does no longer work with the latest version.'],
    ['Automatic reply', 'I tried to switch it on, but it is not sent.'],
    ['Strange message', 'It says that this is an automated message. Please advise.'],
    ['Declined: my card', 'The shop says that it does not take it.'],
    ['Leave', 'I was on leave when the invoice came and could not pay it in time.'],
    ['', ''],
  ])('leave "%s" to the model', (subject, text) => {
    expect(saysAutoReply(subject, text)).toBe(false)
  })
})
