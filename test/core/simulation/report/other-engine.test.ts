import { describe, expect, it } from 'vitest'
import { otherEngine } from '../../../../core/simulation/report/other-engine.ts'
import { SIMULATION_ENGINE } from '../../../../core/simulation/simulation-engine.ts'
import { runSimulation, ticketOf } from '../small-flow.ts'

const { report } = runSimulation({ tickets: [ticketOf('a', Date.UTC(2026, 2, 2, 9))] })
const madeBy = (engine: unknown): unknown => ({ ...report, manifest: { ...report.manifest, engine } })

describe('a report of another version', () => {
  it('is none where this version made it, read from a file or not', () => {
    expect(otherEngine(report)).toBeNull()
    expect(otherEngine(JSON.parse(JSON.stringify(report)))).toBeNull()
  })

  it.each<readonly [string, unknown, string, string]>([
    ['an older engine', madeBy('lumos-simulation/1'), 'an older version', 'Run it again'],
    ['a newer engine', madeBy('lumos-simulation/999'), 'a newer version', 'Start the program anew'],
    ['an engine of another name', madeBy('other/7'), 'an older version', 'Run it again'],
    ['a form before engines had names', { kpis: {} }, 'an older version', 'Run it again'],
    ['nothing', null, 'an older version', 'Run it again'],
  ])('says so, and what to do: %s', (_what, value, words, hint) => {
    const problem = otherEngine(value)
    expect(problem?.message).toContain(`made by ${words} of the simulator`)
    expect(problem?.hint).toContain(hint)
  })

  it('names both versions where it knows them', () => {
    expect(otherEngine(madeBy('lumos-simulation/1'))?.message).toBe(`This report was made by an older version of the simulator (lumos-simulation/1; this is ${SIMULATION_ENGINE}).`)
  })
})
