import { describe, expect, it } from 'vitest'
import { judgedText } from '../../../agents/sentiment/judged-text.ts'

describe('judgedText', () => {
  it.each([
    { part: 'quoted mail', text: 'Still broken.\n\nOn Mon, 2 March 2026 Kim wrote:\n> We are very sorry!', left: 'Still broken.' },
    { part: 'a signature', text: 'Still broken.\n-- \nJo Marsh\nAngry Birds Ltd', left: 'Still broken.' },
    { part: 'a closing formula with the name', text: 'Still broken.\n\nKind regards,\nJo Marsh\nHead of Terrible Coffee', left: 'Still broken.' },
    { part: 'a German closing formula', text: 'Geht immer noch nicht.\nMit freundlichen Grüßen\nJo Marsch', left: 'Geht immer noch nicht.' },
    { part: 'the line of a phone', text: 'Still broken.\n\nSent from my iPhone', left: 'Still broken.' },
    { part: 'a stack trace', text: 'It fails:\nFATAL: cannot open display\n    at open (main.js:12)\n    at run (main.js:40)\nwhat now', left: 'It fails:\nwhat now' },
    { part: 'lines of a log', text: 'See here\n2026-03-02 08:37:56 ERROR killed worker\n[2026-03-02T08:37:57Z] aborted\nwhat now', left: 'See here\nwhat now' },
    { part: 'pasted code', text: 'My script\n```\nkill -9 all\n```\ndoes nothing', left: 'My script\ndoes nothing' },
  ])('leaves out $part', ({ text, left }) => {
    expect(judgedText(text)).toBe(left)
  })

  it.each(['Thanks, that worked!\nJo', 'Best regards from all of us, the new version is wonderful.', 'Error: I am so tired of this', 'I was sent from one person to the next', 'Kind regards,', '> only a quote', '', '🙂'])('keeps "%s"', (text) => {
    expect(judgedText(text)).toBe(text)
  })

  it('keeps what is written on after words that could close a mail', () => {
    const text = `Cheers all, see below.\nSincerely\n${'and then it went on for so long that this is no signature at all, '.repeat(3)}`
    expect(judgedText(text)).toBe(text.trim())
  })
})
