// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TicketsSummary } from '../../../api/model.ts'
import { fitHistory } from '../../../core/history/fit-history.ts'
import { observedKpis } from '../../../core/simulation/observed-kpis.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { FitToday } from '../../../renderer/simulate/fit-today.tsx'
import type { FlowData } from '../../../renderer/state/data-store.ts'
import type { FlowFit } from '../../../renderer/state/fit-store.ts'
import { useFits } from '../../../renderer/state/fit-store.ts'
import { knownHistory } from '../../core/history/known-desk.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const history = knownHistory({ weeks: 6, people: 4, perHour: 1, baseline: { shrinkage: 0.3, handleTime: { default: { mean: '20m', cv: 1 } }, responseDelay: { median: '1h', p95: '4h' } } })
const summaryOf = (tickets: readonly Ticket[]): TicketsSummary => ({
  datasetId: 'one', path: '/tickets.csv', name: 'tickets.csv', tickets: tickets.length, skipped: 0, observed: observedKpis(tickets), problems: [], from: 0, to: 1, channels: {}, languages: {}, withConversation: 0, redaction: null,
})
const dataOf = (tickets: TicketsSummary | null): FlowData => ({ tickets, knowledge: null, scenarioText: null, scenarioPath: null, scenario: null, importing: { tickets: null, knowledge: null } })

describe('fitting today in the scenario card', () => {
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
  const show = (fit: FlowFit, data = dataOf(summaryOf(history))): string => {
    act(() => useFits.setState({ byFlow: { flow: fit } }))
    act(() => root.render(<FitToday docId="flow" data={data} />))
    return place.textContent
  }
  const buttons = (): readonly string[] => [...place.querySelectorAll('button')].map((button) => button.textContent.trim())

  it('is not there without tickets, and says what is missing without times', () => {
    expect(show({ kind: 'idle' }, dataOf(null))).toBe('')
    expect(show({ kind: 'idle' }, dataOf(summaryOf(history.map((ticket) => ({ ...ticket, history: {} })))))).toContain('the file has no times of first replies')
    expect(buttons()).toEqual([])
  })

  it('is offered, says how far it is and can be stopped, and says when it was', () => {
    show({ kind: 'idle' })
    expect(buttons()).toEqual(['Fit today to these tickets'])
    expect(show({ kind: 'running', progress: { what: 'Simulating today', done: 12, total: 220 } })).toContain('12 of at most 220')
    expect(buttons()).toEqual(['Stop fitting'])
    expect(show({ kind: 'cancelled' })).toContain('Nothing has changed')
    expect(show({ kind: 'impossible', message: 'A fit needs at least 50 tickets; there are 20.', hint: 'Export a longer time.' })).toContain('A fit needs at least 50 tickets; there are 20. Export a longer time.')
    expect(place.querySelector('[role=alert]')).not.toBeNull()
    expect(buttons()).toEqual(['Fit today to these tickets'])
  })

  const fitted = fitHistory({ tickets: history, timezone: 'UTC', zones: intlZoneOffsets(), people: 4 })
  if (fitted.kind === 'refused') throw new Error(fitted.problem.message)
  const done: FlowFit = { kind: 'done', fit: fitted.fit, datasetId: 'one', tickets: 'tickets.csv', base: { text: null, path: null } }

  it('says in words what it found and how well it holds, and offers it', () => {
    const said = show(done)
    for (const words of ['Today, fitted to', 'Trusted: the median is within 20 %.', 'Median', '90 % within', 'All, as it was', 'All, simulated', 'Arrivals', 'a week over', 'mon to fri 09:00–17:00 UTC', '4 at a time, as you said', 'Shrinkage', 'Delay']) expect(said).toContain(words)
    expect(buttons()).toEqual(['Use for the run', 'Put away'])
  })

  it('says where it must not be trusted what will not be said then', () => {
    const said = show({ ...done, fit: { ...fitted.fit, heldOut: { ...fitted.fit.heldOut, verdict: { kind: 'refused', reason: 'medianOff' } } } })
    expect(said).toContain('Refused: the median is off by more than 20 %. “Times faster” will not be said.')
    expect(buttons()).toEqual(['Use it all the same', 'Put away'])
  })

  it('says nothing about other tickets', () => {
    show({ ...done, datasetId: 'another' })
    expect(buttons()).toEqual(['Fit today to these tickets'])
  })
})
