import { describe, expect, it } from 'vitest'
import { judgeResolution } from '../../../agents/resolution-check/judge-resolution.ts'
import { resolutionSigns } from '../../../agents/resolution-check/resolution-cues.ts'

const likelihood = (text: string): number => judgeResolution(resolutionSigns(text), undefined).likelihood

describe('judgeResolution without a tone', () => {
  it.each([
    'That worked, thank you!', 'Problem solved.', 'It works now.', 'Worked like a charm. Thanks!', 'I can log in again', 'Yes, this fixes it.', 'Thanks!', 'You can close this ticket.',
    'Jetzt funktioniert es, danke', 'Hat geklappt!', 'Das Problem ist gelöst', 'Ça marche maintenant, merci', "C'est bon, merci", 'Ya funciona, gracias', 'Problema resuelto',
  ])('reads "%s" as solved', (text) => {
    expect(likelihood(text)).toBeGreaterThanOrEqual(0.6)
  })

  it.each([
    'It still does not work.', 'Thanks, but it did not help.', 'Same problem as before', 'The problem persists', 'No luck.', 'This is useless.', 'Funktioniert immer noch nicht', 'Toujours pas',
    'Sigue sin funcionar', 'I will try that tonight, thanks in advance', 'What do you mean by settings?', 'It does not work now',
  ])('does not read "%s" as solved', (text) => {
    expect(likelihood(text)).toBeLessThan(0.5)
  })

  it('leaves a reply that says nothing either way at one half', () => {
    expect(likelihood('My order number is 4711.')).toBe(0.5)
  })

  it('counts thanks that open a long message for less than thanks alone', () => {
    const long = 'Thanks for the reply. I looked at the settings page and then at the other page and compared what is written there with the picture that was in the article'
    expect(likelihood(long)).toBeLessThan(0.6)
    expect(likelihood(long)).toBeGreaterThan(0.5)
  })
})
