import type { MadeRepair } from '../../core/graph/repair-spec.ts'
import type { SuppressedFinding } from '../../core/graph/suppress-findings.ts'
import type { Finding } from '../../core/spec/finding.ts'

/** A checked file as reports show it: `file` is its name as the user gave it, `uri` its path for machines. */
export type FileReport = {
  readonly file: string
  readonly path: string
  readonly text: string
  readonly findings: readonly Finding[]
  /** How many findings are less grave than what was asked for. */
  readonly hidden: number
  readonly suppressed: readonly SuppressedFinding[]
  readonly repaired: readonly MadeRepair[]
}
