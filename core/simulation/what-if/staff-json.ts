import { kpiName } from './kpi-reference.ts'
import type { ErlangReference } from './erlang-reference.ts'
import type { Requirement } from './requirement.ts'
import type { StaffResult, StaffTrial } from './staff.ts'
import type { PlacedCrew } from './staff-crews.ts'

/** A search for people as plain data for files. */
export function staffJson({ crews, requirements, result, references }: { readonly crews: readonly PlacedCrew[]; readonly requirements: readonly Requirement[]; readonly result: StaffResult; readonly references: readonly ErlangReference[] }): unknown {
  const known = (value: number | null): number | string | null => (value === null || Number.isFinite(value) ? value : value > 0 ? 'endless' : null)
  const plain = (trial: StaffTrial): unknown => ({
    people: Object.fromEntries(crews.map((crew, index) => [crew.id, trial.counts[index] ?? 0])),
    costPerWeek: trial.weekly, replications: trial.replications, meets: trial.says,
    targets: trial.each.map((verdict, index) => ({ text: requirements[index]?.text ?? '', value: known(verdict.value), low: known(verdict.low), high: known(verdict.high), meets: verdict.says })),
  })
  const shared = {
    crews: crews.map(({ id, title, team, present, most, weeklyHours, weekly }) => ({ id, title, team, present, most, hoursPerWeek: weeklyHours, costPerWeek: weekly })),
    targets: requirements.map(({ text, reference, comparison, limit }) => ({ text, kpi: kpiName(reference), comparison, limit })),
    trials: result.trials.map(plain),
  }
  return result.kind === 'found'
    ? { found: true, ...shared, best: plain(result.best), proof: result.proof, onePersonFewer: result.neighbours.map(plain), notes: result.oddities, references }
    : { found: false, ...shared, why: result.why, most: plain(result.most), roundTheClock: plain(result.roundTheClock) }
}
