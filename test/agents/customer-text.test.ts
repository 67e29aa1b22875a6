import { describe, expect, it } from 'vitest'
import { ownWords, requestText, unansweredMessages, wholeRequestText } from '../../agents/customer-text.ts'

const at = 0

describe('ownWords', () => {
  it.each([
    ['It works.\n\nOn Mon, 3 March 2025 at 10:00, Support <help@acme.example> wrote:\n> Try this', 'It works.'],
    ['Danke!\nAm 03.03.2025 um 10:00 schrieb Support:\n> Versuchen Sie', 'Danke!'],
    ['No.\n-----Original Message-----\nFrom: you', 'No.'],
    ['Hello\n> you said this\nI disagree', 'Hello\nI disagree'],
    ['Hi there\n-- \nAnn Lee\nACME', 'Hi there'],
    ['> only a quote', '> only a quote'],
  ])('keeps what the writer wrote of %j', (text, own) => {
    expect(ownWords(text)).toBe(own)
  })
})

describe('the text of a request', () => {
  const ticket = { id: '1', channel: 'email', subject: 'Hub offline', language: 'en', fields: {} }
  it('says the subject once', () => {
    expect(requestText({ ticket, conversation: [{ from: 'customer', at, text: 'Hub offline since noon' }] })).toBe('Hub offline since noon')
    expect(requestText({ ticket, conversation: [{ from: 'customer', at, text: 'Since noon.' }] })).toBe('Hub offline\n\nSince noon.')
  })

  it('adds what the customer wrote later, and nothing of ours', () => {
    const conversation = [{ from: 'customer' as const, at, text: 'Since noon.' }, { from: 'agent' as const, at, text: 'Which hub?' }, { from: 'customer' as const, at, text: 'Hub One.' }]
    expect(wholeRequestText({ ticket, conversation })).toBe('Hub offline\n\nSince noon.\n\nHub One.')
    expect(unansweredMessages({ conversation }).map((message) => message.text)).toEqual(['Hub One.'])
    expect(unansweredMessages({ conversation: conversation.slice(0, 2) })).toEqual([])
  })
})
