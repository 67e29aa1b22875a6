import { describe, expect, it } from 'vitest'
import { automaticOpening } from '../../../agents/sentiment/automatic-text.ts'

describe('automaticOpening', () => {
  it.each([
    'I am currently out of the office until 4 May. I will reply when I am back.', "I'm out of office with limited access to e-mail.", 'Thank you for your message. I am away until Monday.', 'This is an automatically generated message, please do not reply.',
    'Automatic reply: on holiday', 'Your message could not be delivered to info@example.com.', 'I will be on parental leave until June.', 'Ich bin bis Montag nicht im Büro.', 'Je suis actuellement absent du bureau.', 'Estoy fuera de la oficina hasta el lunes.',
  ])('sees a machine in "%s"', (text) => {
    expect(automaticOpening(text)).toBeDefined()
  })

  it.each([
    'My automatic reply does not work any more', 'The hub sends me an e-mail every minute, I am going mad.', 'I tried it while I was away and it still fails', 'I have sent you a message and got no answer for weeks', 'Thank you for your message, that worked.', 'Out of curiosity: what does it cost?', '',
  ])('sees a person in "%s"', (text) => {
    expect(automaticOpening(text)?.text).toBeUndefined()
  })
})
