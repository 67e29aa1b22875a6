import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectChecks, expectStudies } from './expect-rows.ts'
import { lineOn } from './page.ts'
import { singleQueueStudies } from './single-queue-studies.ts'
import { checks, studies } from './studies.ts'
import { objectionTo } from './study.ts'

describe('networks, priorities, shifts and rates that vary', () => { expectStudies(studies.filter((study) => !singleQueueStudies.includes(study))) })

describe('what holds exactly', () => { expectChecks(checks) })

describe('the design and the formulas', () => {
  it.each(studies.flatMap((study) => study.figures.map((figure) => ({ name: `${study.id} ${study.model}: ${figure.quantity}`, figure }))))('print the same: $name', ({ figure: { printed, rule } }) => {
    const digits = printed.split('.')[1]?.length ?? 0
    expect(rule.exact.toFixed(digits)).toBe(Number(printed).toFixed(digits))
  })
})

describe('the rule', () => {
  const around = (mean: number, spread: number): readonly number[] => Array.from({ length: 20 }, (_, index) => mean + (index % 2 === 0 ? spread : -spread))
  it.each([
    ['accepts what is near', around(10, 0.1), { kind: 'equals', exact: 10.05 }, /^$/],
    ['refuses what is off', around(10, 0.1), { kind: 'equals', exact: 10.2 }, /is not 10\.2/],
    ['refuses an interval that is too wide to mean anything', around(10, 1), { kind: 'equals', exact: 10 }, /wider than 1\.5 %/],
    ['refuses what is no number', [...around(10, 0.1).slice(1), NaN], { kind: 'equals', exact: 10 }, /not every replication/],
    ['needs a bound to be kept surely', around(10, 0.1), { kind: 'below', exact: 10.05 }, /not surely below/],
    ['takes a bound that is kept', around(10, 0.1), { kind: 'above', exact: 9.8 }, /^$/],
    ['compares two simulators by the difference of their means', around(10, 0.1), { kind: 'agrees', exact: 10.15, halfWidth: 0.1, replications: 30 }, /^$/],
    ['and refuses what neither interval explains', around(10, 0.1), { kind: 'agrees', exact: 10.3, halfWidth: 0.1, replications: 30 }, /is not 10\.3/],
  ] as const)('%s', (_name, values, rule, objection) => {
    expect(objectionTo(rule, values)).toMatch(objection)
  })
})

describe('docs/verification.md', () => {
  const page = readFileSync(new URL('../../../../docs/verification.md', import.meta.url), 'utf8')

  it('has every figure of the slow set with its seed and verdict, none refused; what has not been run to its length says so', () => {
    for (const study of studies.filter(({ set }) => set === 'slow')) {
      for (const { quantity } of study.figures) {
        const line = lineOn(page, `| ${study.id} | ${study.model} | ${quantity} |`)
        expect(line, `${study.id} ${study.model} ${quantity}: run npm run verify:simulation`).toMatch(new RegExp(`\\| ${study.replications} \\| ${study.seed} \\| accepted \\|$|\\| not run \\|$`, 'u'))
      }
    }
  })
})
