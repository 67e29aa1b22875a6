import type { WhatIfMove, WhatIfStaffItem, WhatIfTrial } from '../../api/what-if-model.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { Requirement } from '../../core/simulation/what-if/requirement.ts'
import { parseRequirement } from '../../core/simulation/what-if/requirement.ts'
import type { StaffResult, StaffTrial } from '../../core/simulation/what-if/staff.ts'
import { searchStaff } from '../../core/simulation/what-if/staff.ts'
import type { PlacedCrew } from '../../core/simulation/what-if/staff-crews.ts'
import { readCrews, roundTheClock, withCrews } from '../../core/simulation/what-if/staff-crews.ts'
import type { KeptRun } from './kept-run.ts'
import { accepted } from './kept-run.ts'

/** Where the answer is close, so many times as many replications are run, but no more than that many. */
const MORE = 4
const MOST_REPLICATIONS = 200

type Input = { readonly moves: readonly WhatIfMove[]; readonly targets: readonly string[]; readonly teams: readonly string[] }

/** Searches for the fewest people with whom every target is surely met, with everything else as it was moved. */
export async function* searchPeople(run: KeptRun, { moves, targets, teams }: Input, abort: AbortLike): AsyncGenerator<WhatIfStaffItem> {
  const { kpis, rates, stop } = run.session.plan.scenario
  const requirements = targets.map((target) => accepted(parseRequirement(target, kpis.choice)))
  const present = run.variant(moves)
  run.check(moves)
  const crews = accepted(readCrews(present, teams, null, rates.humanHour))
  const replications = Math.max(2, run.base.length)
  const atMost = Math.max(replications, stop?.atMost ?? Math.min(MOST_REPLICATIONS, replications * MORE))
  const searching = run.openWith(await run.driver(abort)).search(searchStaff({ crews, variantOf: (counts) => withCrews(present, crews, counts), roundTheClock: roundTheClock(present, crews), requirements, replications, atMost }))
  let next = await searching.next()
  for (; next.done !== true; next = await searching.next()) {
    if (next.value.kind === 'phase') yield next.value
    else if (next.value.kind === 'trial') yield { kind: 'trial', trial: trialOf(next.value.trial, requirements) }
  }
  yield { kind: 'answer', answer: answerOf(next.value, crews, requirements) }
}

function answerOf(result: StaffResult, placed: readonly PlacedCrew[], requirements: readonly Requirement[]): Extract<WhatIfStaffItem, { kind: 'answer' }>['answer'] {
  const crews = placed.map(({ id, title, present, most }) => ({ id, title, present, most }))
  const trial = (one: StaffTrial): WhatIfTrial => trialOf(one, requirements)
  if (result.kind === 'impossible') return { kind: 'impossible', crews, why: result.why, most: trial(result.most), roundTheClock: trial(result.roundTheClock) }
  return { kind: 'found', crews, best: trial(result.best), proof: result.proof, neighbours: result.neighbours.map(trial), oddities: result.oddities }
}

// Endless times are no JSON: they are said in words.
function trialOf({ counts, weekly, replications, says, each }: StaffTrial, requirements: readonly Requirement[]): WhatIfTrial {
  const finite = (value: number | null | undefined): number | null => (value === undefined || value === null || !Number.isFinite(value) ? null : value)
  return {
    counts, weekly, replications, says,
    each: requirements.map(({ comparison }, index) => {
      const verdict = each[index]
      return { value: finite(verdict?.value), bound: finite(comparison.startsWith('<') ? verdict?.high : verdict?.low), endless: verdict?.value === Infinity }
    }),
  }
}
