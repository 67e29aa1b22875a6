import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBlocks } from '../../../agents/read-blocks.ts'
import { composeAnswer } from '../../../agents/responder/compose-answer.ts'
import { phrasesFor } from '../../../agents/responder/phrases.ts'
import { pickAnswer } from '../../../agents/responder/pick-answer.ts'

const sentences = ['Open the app.', 'The hub needs power.', 'Hold the button for ten seconds.', 'A white light means that it is online.', 'Ask the shop for a new cable.', 'The battery lasts a year.', 'Rooms can be renamed.', 'Guests see only their rooms.', 'Updates arrive at night.']

describe('pickAnswer', () => {
  it('quotes only what the passage says, in its order and within the length', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sentences, { minLength: 1 }), fc.constantFrom(...sentences), fc.integer({ min: 2, max: 6 }), (passage, question, length) => {
        const { blocks } = pickAnswer(question, passage.join(' '), length)
        const said = blocks.map((block) => (block.kind === 'list' ? '' : block.text))
        expect(said.length).toBeLessThanOrEqual(length)
        expect(said).toEqual(passage.filter((sentence) => said.includes(sentence)))
        if (passage.includes(question)) expect(said).toContain(question)
      }),
    )
  })

  it('keeps a list of steps whole with the sentence that opens it', () => {
    const steps = Array.from({ length: 6 }, (_, index) => `${index + 1}. Step ${index + 1} of the reset.`).join('\n')
    const { blocks, cut } = pickAnswer('How do I reset?', `It is made of steel. It comes in red.\nTo reset it:\n${steps}\nIt weighs a pound. It floats.`, 4)
    const list = blocks.find((block) => block.kind === 'list')
    expect(list?.kind === 'list' ? [list.intro, list.items.length] : []).toEqual(['To reset it:', 6])
    expect(cut).toBe(false)
  })
})

describe('composeAnswer', () => {
  it('says in another language what no article says', () => {
    const style = { greeting: '', closing: '', maxSentences: 5, citeSources: true }
    const solutions = [{ title: 'Titre', body: 'Ouvrez le menu.', confidence: 0.8, source: 'aide', thirdParty: true, pastTicket: false }]
    const text = composeAnswer('menu', solutions, { ...style, phrases: phrasesFor('fr-CA') })
    expect(text).toContain('Bonjour,')
    expect(text).toContain('Ouvrez le menu. [1]')
    expect(text).toContain('[1] Titre (source tierce)')
    expect(composeAnswer('menu', solutions, { ...style, phrases: phrasesFor('fi'), citeSources: false })).not.toContain('[1]')
  })
})

describe('readBlocks', () => {
  it('takes Markdown apart and leaves no marks behind', () => {
    const source = '# Title\n\nSome **bold**, _slanted_ and `code` words with a [link](https://example.org/a) and an ![image](x.png).\nSecond sentence.\n\n* one\n* two\n  continued\n\n> quoted &amp; escaped \\*star\\*\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```\nraw **kept**\n```\n<p>Html<br/>line</p>'
    expect(readBlocks(source)).toEqual([
      { kind: 'heading', text: 'Title' },
      { kind: 'sentence', text: 'Some bold, slanted and code words with a link (https://example.org/a) and an .', paragraph: 0 },
      { kind: 'sentence', text: 'Second sentence.', paragraph: 0 },
      { kind: 'list', ordered: false, items: ['one', 'two continued'], intro: undefined },
      { kind: 'sentence', text: 'quoted & escaped *star*', paragraph: 1 },
      { kind: 'sentence', text: 'A - B', paragraph: 2 },
      { kind: 'sentence', text: '1 - 2', paragraph: 3 },
      { kind: 'sentence', text: 'raw **kept** Html line', paragraph: 4 },
    ])
  })

  it('leaves snake_case, arithmetic and prices alone', () => {
    const text = 'Set max_retry_count to 2 * 3 and pay 5 $.'
    expect(readBlocks(text)).toEqual([{ kind: 'sentence', text, paragraph: 0 }])
  })
})
