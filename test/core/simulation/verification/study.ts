import { hashName } from '../../../../core/simulation/keyed-random.ts'
import { studentT } from '../../../../core/simulation/student-t.ts'

/** Which run a study belongs to: `ci` at every test, `slow` by hand. */
export type StudySet = 'ci' | 'slow'

/** How a figure is judged. */
export type Rule =
  /** Equal to a closed form within the 99.9 % interval, whose 95 % half-width is at most 1.5 % of it. */
  | { readonly kind: 'equals'; readonly exact: number }
  /** Below or above a bound by more than the 99.9 % interval. */
  | { readonly kind: 'below'; readonly exact: number }
  | { readonly kind: 'above'; readonly exact: number }
  /** Equal to the mean of another simulator, whose 95 % half-width over `replications` is given, as the difference of two means; the same 1.5 % limit. */
  | { readonly kind: 'agrees'; readonly exact: number; readonly halfWidth: number; readonly replications: number }

/** One number of a study: what the design prints, and what it is to the last digit by the formula. */
export type Figure = { readonly quantity: string; readonly printed: string; readonly rule: Rule; readonly unit: string }

/** A model that is run R times; each replication gives one value for each figure, in order. */
export type Study = {
  readonly id: string
  readonly model: string
  readonly set: StudySet
  readonly seed: number
  readonly replications: number
  readonly figures: readonly Figure[]
  readonly replicate: (seed: number, replication: number) => readonly number[]
}

/** A figure as obtained. */
export type Row = {
  readonly id: string
  readonly model: string
  readonly set: StudySet
  readonly quantity: string
  readonly expected: string
  readonly unit: string
  readonly obtained: number
  readonly halfWidth: number
  readonly replications: number
  readonly seed: number
  /** Empty when accepted. */
  readonly objection: string
}

/** The widest 95 % half-width that means something, as a share of the expected value. */
const NARROW = 0.015

/** The seed of a study, made of its name: nobody has chosen it, and no two studies share their chance. */
export function seedOf(id: string, model: string): number {
  return hashName(`${id} ${model}`) % 1_000_000
}

/** Runs a study and judges its figures. */
export function runStudy(study: Study): readonly Row[] {
  const replications = Array.from({ length: study.replications }, (_, replication) => study.replicate(study.seed, replication))
  return study.figures.map((figure, index) => {
    const values = replications.map((row) => row[index] ?? NaN)
    const { mean, error } = meanOf(values)
    return {
      id: study.id, model: study.model, set: study.set, quantity: figure.quantity, expected: expectedText(figure), unit: figure.unit,
      obtained: mean, halfWidth: studentT(0.975, values.length - 1) * error, replications: values.length, seed: study.seed,
      objection: objectionTo(figure.rule, values),
    }
  })
}

/** Why replication values do not agree with what is expected; empty when they do. */
export function objectionTo(rule: Rule, values: readonly number[]): string {
  const { mean, error } = meanOf(values)
  const degrees = values.length - 1
  if (!Number.isFinite(mean) || !Number.isFinite(error)) return 'not every replication gave a number'
  const sure = studentT(0.9995, degrees) * error
  switch (rule.kind) {
    case 'below':
      return mean + sure < rule.exact ? '' : `${mean} +- ${sure} is not surely below ${rule.exact}`
    case 'above':
      return mean - sure > rule.exact ? '' : `${mean} +- ${sure} is not surely above ${rule.exact}`
    case 'equals':
      return widthObjection(rule.exact, studentT(0.975, degrees) * error) || (Math.abs(mean - rule.exact) <= sure ? '' : `${mean} is not ${rule.exact} (99.9 % half-width ${sure})`)
    case 'agrees': {
      const theirs = rule.halfWidth / studentT(0.975, rule.replications - 1)
      const both = studentT(0.9995, degrees + rule.replications - 1) * Math.sqrt(error * error + theirs * theirs)
      return widthObjection(rule.exact, studentT(0.975, degrees) * error) || (Math.abs(mean - rule.exact) <= both ? '' : `${mean} is not ${rule.exact} (99.9 % half-width of the difference ${both})`)
    }
  }
}

function widthObjection(exact: number, halfWidth: number): string {
  return halfWidth <= NARROW * Math.abs(exact) ? '' : `the 95 % half-width ${halfWidth} is wider than ${NARROW * 100} % of ${exact}`
}

function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  return { mean, error: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1) / n) }
}

function expectedText({ printed, rule }: Figure): string {
  switch (rule.kind) {
    case 'equals': return printed
    case 'below': return `< ${printed}`
    case 'above': return `> ${printed}`
    case 'agrees': return `${printed} ± ${rule.halfWidth}`
  }
}
