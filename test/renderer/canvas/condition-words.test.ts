import { describe, expect, it } from 'vitest'
import { conditionWords } from '../../../renderer/canvas/condition-words.ts'
import { sampleDocument } from '../sample-document.ts'

const { workflow } = sampleDocument()

describe('rules in words', () => {
  it.each([
    ['triage.priority == "P1" || triage.urgency == "critical"', 'Priority is P1 or urgency is Critical'],
    ['nodes.clarify.visits < 2', 'Visits of “Ask for details” below 2'],
    ['triage.unknown == 1', 'triage.unknown == 1'],
    ['((', '(('],
  ])('%s reads as %s', (text, words) => expect(conditionWords(workflow, text)).toBe(words))
})
