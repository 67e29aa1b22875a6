import { expect, it } from 'vitest'
import { startUpWords } from '../../../renderer/decide/start-up-words.ts'

const hour = 3_600_000

it.each([
  ['says nothing where the backlog is steady from the start', { untilMs: 0, ofMs: 100 * hour, tooShort: false }, null],
  ['says how long a warm-up would have to be', { untilMs: 10 * hour, ofMs: 100 * hour, tooShort: false }, 'In the first 10 h of 4 d 4 h'],
  ['says that the window is too short to tell', { untilMs: 90 * hour, ofMs: 100 * hour, tooShort: true }, 'The window is too short'],
] as const)('%s', (_words, startUp, start) => {
  const words = startUpWords({ startUp })
  if (start === null) expect(words).toBeNull()
  else expect(words).toContain(start)
})
