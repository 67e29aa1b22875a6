import { checkedOverrides } from '../../graph/checked-overrides.ts'
import type { LintSurroundings } from '../../graph/lint-surroundings.ts'
import type { JsonValue } from '../../spec/json-value.ts'
import { writePath } from '../../spec/override-path.ts'
import type { RoleCatalog } from '../../spec/role-catalog.ts'
import { scenarioContradictions } from '../../spec/scenario-contradictions.ts'
import type { WrittenProblem } from './kpi-reference.ts'
import { problem } from './kpi-reference.ts'
import type { SweptField } from './sweep.ts'
import type { SweepValue } from './sweep-range.ts'
import type { Variant } from './what-if-step.ts'

/** What the linter needs to know of a flow besides itself. */
export type PointCheck = { readonly roles: RoleCatalog; readonly surroundings: LintSurroundings }

/**
 * The first point of a sweep that cannot be run, with why: values that do not fit, exclude each other, or make the flow or the scenario wrong
 * where it was not before. Every pair is written; the linter reads each value alone, and pairs where both are about the same thing.
 */
export function impossiblePoint(present: Variant, fields: readonly SweptField[], { roles, surroundings }: PointCheck): WrittenProblem | null {
  const before = new Set(contradictionsOf(present))
  const read = (point: Point): WrittenProblem | null => {
    const overrides = Object.fromEntries(point.flatMap(([field, value]): readonly (readonly [string, JsonValue])[] => (field.path.startsWith('scenario.') ? [] : [[field.path, value.written]])))
    const [wrong] = checkedOverrides(present.workflow, overrides, roles, surroundings).problems
    return wrong === undefined ? null : problem(`${nameOf(point)} cannot be run: ${wrong.problem}.`, `${wrong.hint} Or leave this value out of the range.`)
  }
  for (const field of fields) {
    for (const value of field.values) {
      const wrong = read([[field, value]])
      if (wrong !== null) return wrong
    }
  }
  const related = fields.length > 1 && new Set(fields.map(({ path }) => path.split('.').slice(0, 2).join('.'))).size === 1
  for (const point of pointsOf(fields)) {
    const written = point.reduce<Variant | WrittenProblem>((so, [field, value]) => {
      if ('kind' in so) return so
      const next = writePath(so, field.path, value.written)
      return next.kind === 'written' ? next.documents : problem(`${nameOf(point)} cannot be run: ${lowerFirst(next.problem)}.`, next.hint)
    }, present)
    if ('kind' in written) return written
    const fresh = contradictionsOf(written).find((one) => !before.has(one))
    if (fresh !== undefined) return problem(`${nameOf(point)} cannot be run: ${fresh}.`, 'Choose values that can stand together, or vary one after the other.')
    const wrong = related ? read(point) : null
    if (wrong !== null) return wrong
  }
  return null
}

type Point = readonly (readonly [SweptField, SweepValue])[]

function pointsOf(fields: readonly SweptField[]): readonly Point[] {
  return fields.reduce<readonly Point[]>((points, field) => points.flatMap((point) => field.values.map((value): Point => [...point, [field, value]])), [[]])
}

function nameOf(point: Point): string {
  return `The point ${point.map(([{ path }, { written }]) => `${path} = ${String(written)}`).join(', ')}`
}

function contradictionsOf({ scenario }: Variant): readonly string[] {
  return scenarioContradictions(scenario).map(({ path, problem: why }) => `${path.join('.')} ${why}`)
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`
}
