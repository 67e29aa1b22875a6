import { describe, expect, it } from 'vitest'
import { compareRuns } from '../../../../core/simulation/what-if/compare.ts'
import type { ComparedRun, Comparison } from '../../../../core/simulation/what-if/compare.ts'
import type { Variant } from '../../../../core/simulation/what-if/what-if-step.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { workflowSchema } from '../../../../core/spec/workflow.ts'
import type { Ticket } from '../../../../core/tickets/ticket.ts'
import { smallFlow } from '../small-flow.ts'
import { busyWeek, drive, present, sessionOf, variedScenario } from './run-search.ts'

const tickets = busyWeek(60)
const isGold = ({ customer }: Ticket): boolean => customer.tier === 'gold'

function runOf(variant: Variant, of: readonly Ticket[] = tickets): ComparedRun {
  const { session, store } = sessionOf(variant, of, true)
  drive(session.prepare(), store)
  return { session, results: drive(session.replicateAll(), store) }
}

const compare = (b: Variant, a: Variant = present, of: readonly Ticket[] = tickets): Comparison => compareRuns(runOf(a, of), runOf(b, of), { regressions: 1000 })

/** The small flow with one more rule before all others: gold customers go to a person, whatever the writer could do. */
function withoutAnswersForGold(): Variant {
  const { way } = smallFlow.spec.flow.nodes
  if (way?.kind !== 'decision') throw new Error('The small flow decides at way.')
  const branches = [{ id: 'gold', when: 'has(customer.tier) && customer.tier == "gold"', then: 'person' }, ...way.branches]
  return { ...present, workflow: workflowSchema.parse({ ...smallFlow, spec: { ...smallFlow.spec, flow: { ...smallFlow.spec.flow, nodes: { ...smallFlow.spec.flow.nodes, way: { ...way, branches } } } } }) }
}

describe('a comparison by ticket', () => {
  const worse = compare(withoutAnswersForGold())

  it('lists the group that a change makes worse, those who lose most first, with the step that differs', () => {
    const { regressions } = worse.tickets
    const easyGold = tickets.filter((ticket) => isGold(ticket) && !ticket.description.startsWith('hard')).map(({ id }) => id)
    const losses = regressions.map(({ lossMs }) => lossMs)
    expect(losses).toEqual([...losses].sort((x, y) => y - x))
    // Each of them was answered by the writer and now waits for people.
    const turned = regressions.filter(({ why }) => /^“way” led to \S*gold/u.test(why)).map(({ id }) => id)
    expect(turned).toEqual(expect.arrayContaining([...easyGold]))
    // The hard ones of the group went to people before too, by another rule.
    for (const id of turned) expect(tickets.find((ticket) => ticket.id === id)?.customer.tier).toBe('gold')
    expect(regressions.slice(0, easyGold.length).filter(({ id }) => easyGold.includes(id)).length).toBeGreaterThan(easyGold.length / 2)
  })

  it('puts that group before the others, with how many of it are worse', () => {
    const tiers = worse.groups.filter(({ by }) => by === 'tier')
    expect(tiers[0]?.name).toBe('gold')
    expect(tiers[0]?.tickets).toBe(tickets.filter(isGold).length)
    expect(tiers[0]?.lossMs).toBeGreaterThan(3 * Math.abs(tiers[1]?.lossMs ?? 0))
    expect(tiers[0]?.worse).toBeGreaterThanOrEqual(tickets.filter((ticket) => isGold(ticket) && !ticket.description.startsWith('hard')).length)
  })

  it('counts every ticket once, and the mean loss of the groups is that of all', () => {
    const { worse: more, better, same } = worse.tickets
    expect(more + better + same).toBe(tickets.length)
    const totals = (['issueType', 'language', 'channel', 'tier'] as const).map((by) => worse.groups.filter((group) => group.by === by).reduce((sum, group) => sum + group.lossMs * group.tickets, 0))
    for (const total of totals) expect(total).toBeCloseTo(totals[0] ?? 0, 3)
  })

  it('is the other way round where the sides are', () => {
    const back = compare(present, withoutAnswersForGold())
    expect([back.tickets.worse, back.tickets.better]).toEqual([worse.tickets.better, worse.tickets.worse])
    for (const change of worse.kpis) {
      const other = back.kpis.find(({ id, statistic }) => id === change.id && statistic === change.statistic)
      expect(other?.delta ?? 0).toBeCloseTo(-(change.delta ?? 0), 6)
    }
  })

  it('finds nothing between a run and itself', () => {
    const none = compare(present)
    expect(none.tickets).toEqual({ worse: 0, better: 0, same: tickets.length, regressions: [] })
    expect(none.kpis.filter(({ delta }) => delta !== 0 && delta !== null)).toEqual([])
  })

  it('pairs by ticket, not by chance: what nobody touched is the same to the millisecond', () => {
    const faster: ScenarioDocument = { ...variedScenario, spec: { ...variedScenario.spec, handleTime: { default: { mean: '30m', cv: 1 } }, aiLatency: { default: { distribution: 'constant', value: '5s' } } } }
    const slower: ScenarioDocument = { ...faster, spec: { ...faster.spec, aiLatency: { default: { distribution: 'constant', value: '6s' } } } }
    const quiet = tickets.filter((_, index) => index % 15 === 1)
    const found = compare({ ...present, scenario: slower }, { ...present, scenario: faster }, quiet)
    // Alone in the queue, each answer of the writer comes a second later for each of its agents, and nothing else changes.
    for (const { firstResponse: { delta } } of found.tickets.regressions) expect((delta ?? 0) % 1000).toBe(0)
    expect(found.tickets.worse).toBeGreaterThan(0)
    expect(found.tickets.better).toBe(0)
  })
})
