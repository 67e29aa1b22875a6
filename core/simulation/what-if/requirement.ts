import { durationMs } from '../../spec/duration.ts'
import type { KpiChoice } from '../../metrics/registry.ts'
import type { MetricUnit } from '../../metrics/define-metric.ts'
import type { KpiReference, WrittenProblem } from './kpi-reference.ts'
import { problem, readKpiReference } from './kpi-reference.ts'

/** How a figure and a limit are compared. */
export type Comparison = '<=' | '>=' | '<' | '>'

/** A statement about one figure, as `--fail-if`, `--target` and `--subject-to` write it; limits in the unit of the metric (times in milliseconds, shares of 1). */
export type Requirement = { readonly kind: 'requirement'; readonly text: string; readonly reference: KpiReference; readonly comparison: Comparison; readonly limit: number }

const FORM = /^(\s*)([A-Za-z_][\w.]*)(\s*)(<=|>=|<|>|==?|!=)(\s*)(-?\s*)(.+?)\s*$/
const HINT = 'Write a KPI, a comparison and a value, as in "frt_any.p90 > 8m" or "slaFirstResponse >= 90%".'

/** Reads `kpi[.statistic] op value[unit]`; a problem says where it is. */
export function parseRequirement(text: string, choice: KpiChoice, compares = false): Requirement | WrittenProblem {
  const parts = FORM.exec(text)
  if (parts === null) return unread(text)
  const [, before = '', name = '', space = '', operator = '', gap = '', sign = '', written = ''] = parts
  const nameAt = before.length
  const operatorAt = nameAt + name.length + space.length
  const valueAt = operatorAt + operator.length + gap.length
  const comparison = COMPARISONS.find((one) => one === operator)
  if (comparison === undefined) return pointed(problem(`"${operator}" cannot be used here: figures of a simulation are hardly ever equal to a number.`, 'Use <, <=, > or >=.'), text, operatorAt)
  const reference = readKpiReference(name, choice, compares)
  if ('kind' in reference) return pointed(reference, text, Math.max(nameAt, text.indexOf(/"([^"]+)"/.exec(reference.message)?.[1] ?? name, nameAt)))
  const value = readLimit(written, reference.metric.unit)
  if (typeof value !== 'number') return pointed(value, text, valueAt + sign.length)
  const isNegative = sign.startsWith('-')
  if (isNegative && reference.side !== 'delta') return pointed(problem(`"${text}" compares ${reference.metric.title} with a value below nothing.`, 'Only differences (delta.kpi in a comparison) can be negative.'), text, valueAt)
  return { kind: 'requirement', text: text.trim(), reference, comparison, limit: isNegative ? -value : value }
}

/** What is missing, at the place where it should stand. */
function unread(text: string): WrittenProblem {
  const [before = ''] = /^\s*(?:[A-Za-z_][\w.]*\s*)?/.exec(text) ?? []
  const [, operator = ''] = /^(\s*(?:<=|>=|<|>|==?|!=)\s*)/.exec(text.slice(before.length)) ?? []
  const missing = before.trim() === '' ? 'its KPI' : operator === '' ? 'a comparison (<, <=, > or >=)' : 'the value to compare with'
  return pointed(problem(`"${text}" is no statement about a KPI: ${missing} is missing.`, HINT), text, before.trim() === '' ? before.length : before.length + operator.length)
}

function pointed(found: WrittenProblem, text: string, offset: number): WrittenProblem {
  return { ...found, at: { text, column: offset + 1 } }
}

const COMPARISONS: readonly Comparison[] = ['<=', '>=', '<', '>']

function readLimit(written: string, unit: MetricUnit): number | WrittenProblem {
  const spaceless = written.replace(/\s+/g, '')
  const number = /^(\d+(?:\.\d+)?)(%?)$/.exec(spaceless)
  switch (unit) {
    case 'ms': {
      const decimal = /^(\d+\.\d+)(ms|s|m|h|d)$/.exec(spaceless)
      const ms = decimal === null ? durationMs(spaceless) : Number(decimal[1]) * (durationMs(`1${decimal[2] ?? ''}`) ?? 0)
      return ms ?? problem(`"${written}" is no span of time.`, 'Write it with its unit, as in 30s, 8m, 1h30m or 2d.')
    }
    case 'share': {
      if (number === null) return problem(`"${written}" is no share.`, 'Write 0.9 or 90%.')
      const share = number[2] === '%' ? Number(number[1]) / 100 : Number(number[1])
      return share <= 1 ? share : problem(`"${written}" is more than everything.`, `A share is a number from 0 to 1, or a percentage: write ${written}%${share > 100 ? ' or less' : ''}.`)
    }
    case 'count':
    case 'money':
      return number === null || number[2] === '%' ? problem(`"${written}" is no number.`, 'Write a plain number.') : Number(number[1])
  }
}

/** What an optimum is sought of: `max:kpi` or `min:kpi`. */
export type Objective = { readonly kind: 'objective'; readonly direction: 'min' | 'max'; readonly reference: KpiReference }

/** Reads `max:kpi[.statistic]` or `min:kpi[.statistic]`. */
export function parseObjective(text: string, choice: KpiChoice): Objective | WrittenProblem {
  const [, direction, name = ''] = /^\s*(min|max)\s*:\s*(.+?)\s*$/.exec(text) ?? []
  if (direction !== 'min' && direction !== 'max') return problem(`"${text}" does not say what is best.`, 'Write max: or min: and a KPI, as in max:automatedResolutionRate.')
  const reference = readKpiReference(name, choice, false)
  return 'kind' in reference ? reference : { kind: 'objective', direction, reference }
}
