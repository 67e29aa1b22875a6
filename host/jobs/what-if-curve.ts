import { toErrorData } from '../../api/app-error.ts'
import type { WhatIfCurveItem, WhatIfMove } from '../../api/what-if-model.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { KeptRun } from './kept-run.ts'
import { looksOf } from './what-if-try.ts'

/** The whole curve is there after the first look, and each further one tightens it. */
const LOOKS = [2, 5, 20] as const

type Input = { readonly moves: readonly WhatIfMove[]; readonly kpis: readonly string[]; readonly path: string; readonly values: readonly (number | string)[] }

/** Figures at many values of one field, each point again with more replications; a value that cannot be run says why. */
export async function* drawCurve(run: KeptRun, { moves, kpis: names, path, values }: Input, abort: AbortLike): AsyncGenerator<WhatIfCurveItem> {
  const kpis = run.kpis(names)
  const driver = await run.driver(abort)
  const others = moves.filter((move) => move.path !== path)
  const looks = looksOf(run.base.length, LOOKS)
  const of = looks.at(-1) ?? 0
  const refused = new Set<number>()
  for (const [round, look] of looks.entries()) {
    for (const [index, value] of values.entries()) {
      if (refused.has(index)) continue
      try {
        if (round === 1) run.check([...others, { path, value }])
        const working = run.replications([...others, { path, value }], look, driver)
        let item = await working.next()
        for (; item.done !== true; item = await working.next()) if (item.value.kind === 'phase') yield item.value
        yield { kind: 'point', index, replications: item.value.length, of, figures: run.compare(item.value, kpis) }
      } catch (thrown) {
        const { code, message } = toErrorData(thrown)
        if (code !== 'whatIf.refused') throw thrown
        refused.add(index)
        yield { kind: 'refused', index, problem: message }
      }
    }
  }
}
