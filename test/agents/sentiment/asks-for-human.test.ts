import { describe, expect, it } from 'vitest'
import { askForHuman } from '../../../agents/sentiment/asks-for-human.ts'

describe('askForHuman', () => {
  it.each([
    'I want to speak to a human', 'Can I talk to someone please?', 'Please call me back tomorrow', 'Get me a supervisor!', 'agent', 'HUMAN!!!', 'Real person please', 'Could a human look at this?',
    'Connect me with an agent', 'I need a live representative', 'Could somebody call me on my mobile?', 'I do not want to talk to a bot', "I'm tired of talking to a machine",
    'Ich möchte mit einem Mitarbeiter sprechen', 'Bitte um Rückruf', 'Rufen Sie mich bitte an', 'Kann ich mit einem echten Menschen reden?', 'Verbinden Sie mich mit dem Support',
    'Je voudrais parler à un conseiller', 'Pouvez-vous me rappeler demain ?', 'Rappelez-moi svp', 'Je veux une vraie personne',
    'Quiero hablar con una persona', '¿Me pueden llamar?', 'Llámenme por favor', 'Páseme con un agente',
  ])('hears the wish in "%s"', (text) => {
    expect(askForHuman(text)).toBeDefined()
  })

  it.each([
    'You never called me back', "I don't need to speak to anyone", 'How do I connect my phone with a router?', 'Ich kann den Hub nicht mit einem Router verbinden',
    'I talked to a manager yesterday and it was fine', 'The person detection does not work', 'Which agent is in the user agent header?', 'My robot vacuum does not talk to the hub',
    'Je ne peux pas me rappeler mon mot de passe', 'La persona de la foto es mi hermano', 'The representative sample is too small', 'Call forwarding is broken', 'Can a person log in twice?', 'Can someone help me?', '',
  ])('hears none in "%s"', (text) => {
    expect(askForHuman(text)?.text).toBeUndefined()
  })
})
