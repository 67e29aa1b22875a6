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
  ])('see "%s" as one', (subject, text) => {
    expect(saysAutoReply(subject, text)).toBe(true)
  })

  it.each([
    ['Out of office does not work', 'How do I turn on the out of office message?'],
    ['Undelivered mail', 'My mail to a friend comes back, what can I do?'],
    ['Automatic reply is sent twice', 'Since the update every sender gets two of them. How can I stop that?'],
    ['Help', 'I am away from home and cannot sign in'],
    ['', ''],
  ])('leave "%s" to the model', (subject, text) => {
    expect(saysAutoReply(subject, text)).toBe(false)
  })
})
