// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationMessage } from '../../../core/engine/agent-contract.ts'
import type { JudgedPoint, ToneReading } from '../../../core/engine/tone-reading.ts'
import { Conversation } from '../../../renderer/simulate/conversation.tsx'
import type { ToneThreshold } from '../../../renderer/simulate/tone-thresholds.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

function judged(message: number, frustration: number): JudgedPoint {
  return {
    kind: 'judged', message, shares: { frustrated: frustration, confused: 0.1, neutral: 0.9 - frustration, satisfied: 0 }, polarity: -frustration,
    own: -frustration, score: -frustration, frustration, confusion: 0.1, satisfaction: 0,
  }
}

const messages: readonly ConversationMessage[] = [
  { from: 'customer', at: 0, text: 'The hub is off. I have had enough of it! Bye then.' },
  { from: 'agent', at: 60_000, text: 'Please restart the hub.' },
  { from: 'customer', at: 120_000, text: 'ok' },
  { from: 'human', at: 180_000, text: 'Kim here, what does the light say?' },
  { from: 'customer', at: 240_000, text: 'It is white now.' },
]
const tone: ToneReading = {
  points: [{ ...judged(0, 0.8), mover: { text: 'I have had enough of it!', start: 16, end: 40, own: -0.9 } }, { kind: 'open', message: 2, why: 'it has only 1 of the 3 words needed' }, judged(4, 0.2)],
  trend: 'better',
}
const frustrated: ToneThreshold = { measure: 'frustration', value: 0.5, kind: 'fires', triggers: ['Frustrated'] }

describe('a conversation', () => {
  let root: Root
  let place: HTMLElement

  beforeEach(() => {
    place = document.createElement('div')
    document.body.append(place)
    root = createRoot(place)
  })

  afterEach(() => {
    act(() => root.unmount())
    place.remove()
  })

  const show = (props: Partial<Parameters<typeof Conversation>[0]> = {}): void => act(() => root.render(<Conversation messages={messages} tone={tone} thresholds={[frustrated]} {...props} />))
  const slider = (): HTMLElement => {
    const found = place.querySelector<HTMLElement>('[role=slider]')
    if (found === null) throw new Error('The curve is drawn.')
    return found
  }
  const press = (key: string): string => {
    act(() => void slider().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
    return slider().getAttribute('aria-valuetext') ?? ''
  }
  const pointedAt = (): readonly number[] => [...place.querySelectorAll('.message')].flatMap((message, index) => (message.getAttribute('data-at') === 'true' ? [index] : []))

  it('marks the sentence that moved the tone inside its message', () => {
    show()
    const marks = [...place.querySelectorAll('mark')]
    expect(marks.map((mark) => mark.textContent)).toEqual(['I have had enough of it!'])
    expect(marks[0]?.closest('p')?.textContent).toBe(messages[0]?.text)
    expect(place.textContent).toContain('Moved the tone down; by itself -0.90.')
  })

  it('draws what the flow acts on, with the value from which it does', () => {
    show()
    expect(slider().getAttribute('aria-label')).toBe('Frustration by message')
    expect(place.querySelectorAll('.tone-threshold')).toHaveLength(1)
    expect(place.textContent).toContain('Frustrated: from 0.50')
    show({ thresholds: [] })
    expect(place.querySelectorAll('.tone-threshold')).toHaveLength(0)
  })

  it('walks through the messages of the customer by keyboard, and says each in words', () => {
    show()
    expect(slider().getAttribute('aria-valuenow')).toBe('3')
    expect(press('ArrowLeft')).toBe('Message 2 of 3: not judged, it has only 1 of the 3 words needed.')
    expect(pointedAt()).toEqual([2])
    expect(press('Home')).toBe('Message 1 of 3: frustration 0.80; the message alone -0.80, frustrated 0.80, confused 0.10, neutral 0.10, satisfied 0.00.')
    expect(pointedAt()).toEqual([0])
    expect(press('ArrowLeft')).toContain('Message 1 of 3')
    press('End')
    expect(pointedAt()).toEqual([4])
    expect(press('ArrowRight')).toContain('Message 3 of 3')
  })

  it('shows the probabilities of the message under the pointer', () => {
    show()
    const first = place.querySelector('.message')
    act(() => void first?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })))
    expect(place.querySelector('.tone-shares')?.textContent).toBe('Frustrated0.80Confused0.10Neutral0.10Satisfied0.00')
    expect(place.querySelector('.tone-now')?.textContent).toContain('Message 1 of 3')
  })

  it('gives only the messages of the customer a tone', () => {
    show()
    expect([...place.querySelectorAll('.message')].map((message) => message.querySelector('.message-tone')?.textContent ?? null)).toEqual(['Frustrated 0.80', null, 'not judged', null, 'Neutral 0.70'])
  })

  it.each([
    { says: 'one message', points: 1 },
    { says: 'forty messages', points: 40 },
  ])('draws $says with a dot for each', ({ points }) => {
    const many = Array.from({ length: points }, (_, index) => judged(index, (index % 10) / 10))
    show({ messages: many.map((point) => ({ from: 'customer', at: point.message, text: `Message ${point.message}` })), tone: { points: many, trend: 'steady' } })
    expect(place.querySelectorAll('.tone-dot')).toHaveLength(points)
    for (const dot of place.querySelectorAll<HTMLElement>('.tone-dot')) expect(Number.parseFloat(dot.style.left)).toBeLessThanOrEqual(100)
    expect(place.textContent).not.toMatch(/NaN|undefined/)
  })

  it('says it where nothing could be judged, where nobody reads the tone, and where nothing was said', () => {
    show({ tone: { points: [{ kind: 'open', message: 2, why: 'it is short' }], trend: 'steady' } })
    expect(place.textContent).toContain('The tone is not known: the only message of the customer could not be judged.')
    show({ tone: null })
    expect(place.querySelector('[role=slider]')).toBeNull()
    expect(place.querySelectorAll('.message')).toHaveLength(5)
    show({ messages: [], tone: { points: [], trend: 'steady' } })
    expect(place.textContent).toContain('Nothing was said')
  })
})
