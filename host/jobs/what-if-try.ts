import type { WhatIfMove, WhatIfTryItem } from '../../api/what-if-model.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { KeptRun } from './kept-run.ts'

/** One replication at once, then the interval tightens. */
const LOOKS = [1, 5, 20] as const

/** How many replications each look has; there are no more to compare with than the run has. */
export function looksOf(replications: number, looks: readonly number[] = LOOKS): readonly number[] {
  return [...new Set(looks.map((look) => Math.min(look, replications)))]
}

/** Tries what was moved: figures of the first replication at once, then of more of them. */
export async function* tryMoves(run: KeptRun, { moves, kpis: names }: { readonly moves: readonly WhatIfMove[]; readonly kpis: readonly string[] }, abort: AbortLike): AsyncGenerator<WhatIfTryItem> {
  const kpis = run.kpis(names)
  const driver = await run.driver(abort)
  const looks = looksOf(run.base.length)
  const of = looks.at(-1) ?? 0
  for (const look of looks) {
    const working = run.replications(moves, look, driver)
    let item = await working.next()
    for (; item.done !== true; item = await working.next()) if (item.value.kind === 'phase') yield item.value
    yield { kind: 'frame', replications: item.value.length, of, figures: run.compare(item.value, kpis) }
    run.check(moves)
  }
}
