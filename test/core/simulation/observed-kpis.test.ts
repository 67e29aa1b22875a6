import { describe, expect, it } from 'vitest'
import { observedKpis } from '../../../core/simulation/observed-kpis.ts'
import { ticketOf } from './small-flow.ts'

const HOUR = 3_600_000

describe('what a history says about today', () => {
  const tickets = [ticketOf('a', 0, { history: { firstResponseAt: HOUR, solvedAt: 5 * HOUR } }), ticketOf('b', 0, { history: {} }), ticketOf('spam', 0, { history: { isSpam: true } })]

  it('is when tickets were answered and solved', () => {
    const kpis = observedKpis(tickets)
    expect(kpis['firstResponseHuman']).toMatchObject({ p50: HOUR, n: 1 })
    expect(kpis['resolutionTime']).toMatchObject({ p50: 5 * HOUR, n: 1 })
    expect(kpis['neverReplied']?.mean).toBe(0.5)
    expect(kpis['droppedRate']?.mean).toBeCloseTo(1 / 3, 12)
  })

  it.each(['requesterWait', 'agentWorkTime', 'agentWait', 'firstResolutionTime', 'reopenRate', 'reopensPerTicket', 'serviceLevel', 'abandonmentRate', 'nextReplyTime', 'slaFirstResponse', 'backlogAtEnd', 'costPerTicket', 'oneTouch', 'escalationRate'])('is not %s, which would look like 0', (id) => {
    expect(observedKpis(tickets)[id]).toMatchObject({ mean: null, p50: null, n: 0 })
  })

  it('reads what a fuller file has: both solutions, reopenings, replies and who left', () => {
    const kpis = observedKpis([
      ticketOf('a', 0, { history: { firstResponseAt: HOUR, solvedAt: 2 * HOUR, lastSolvedAt: 9 * HOUR, reopens: 2, replies: 3 } }),
      ticketOf('b', 0, { history: { firstResponseAt: HOUR, solvedAt: 4 * HOUR, reopens: 0, replies: 1 } }),
      ticketOf('c', 0, { channel: 'chat', history: { leftAt: HOUR } }),
    ])
    expect(kpis['firstResolutionTime']).toMatchObject({ mean: 3 * HOUR, n: 2 })
    expect(kpis['resolutionTime']).toMatchObject({ mean: 6.5 * HOUR, n: 2 })
    expect(kpis['reopenRate']?.mean).toBe(0.5)
    expect(kpis['reopensPerTicket']?.mean).toBe(1)
    expect(kpis['oneTouch']?.mean).toBe(0.5)
    expect(kpis['abandonmentRate']?.mean).toBe(1)
  })

  it('counts replies where it holds the messages', () => {
    const [first, ...rest] = tickets
    const talked = first === undefined ? [] : [{ ...first, messages: [{ from: 'agent' as const, at: HOUR, text: 'Hello.' }] }]
    expect(observedKpis([...talked, ...rest])['oneTouch']).toMatchObject({ mean: 1, n: 1 })
  })
})
