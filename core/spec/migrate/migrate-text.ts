import { isScalar } from 'yaml'
import type { Finding } from '../finding.ts'
import { parseEnvironment } from '../environment.ts'
import { kindOfFile } from '../kind-of-file.ts'
import { parseLibrary } from '../library.ts'
import { parseScenarioFile } from '../parse-scenario-file.ts'
import { parseSpec } from '../parse-spec.ts'
import { nodeAt, readSource } from '../spec-source.ts'
import { yamlFindings } from '../yaml-findings.ts'
import { fromV1alpha1 } from './v1alpha1.ts'

/** One step from a version of the format to the next. */
type Step = { readonly from: string; readonly to: string; readonly apply: (text: string) => string }

const steps: readonly Step[] = [{ from: 'lumos/v1alpha1', to: 'lumos/v1', apply: fromV1alpha1 }]

/** The version of the format that this product writes. */
export const currentVersion = 'lumos/v1'

/** What became of a file: it was current already, it is now, or what keeps it from it. */
export type Migration =
  | { readonly kind: 'current' }
  | { readonly kind: 'migrated'; readonly text: string; readonly from: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'broken'; readonly findings: readonly Finding[] }
  | { readonly kind: 'unknown'; readonly version: string | undefined }

/** The version of the format that a text says it is in. */
export function formatVersion(text: string): string | undefined {
  const node = nodeAt(readSource(text), ['apiVersion'])
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined
}

function findingsOf(text: string): readonly Finding[] {
  switch (kindOfFile(text)) {
    case 'Library':
      return parseLibrary(text).findings
    case 'Environment':
      return parseEnvironment(text).findings
    case 'Scenario':
      return parseScenarioFile(text).findings
    default:
      return parseSpec(text).findings
  }
}

/** Brings a file of any kind to the current version of the format, step by step; comments and untouched lines stay. */
export function migrateText(text: string): Migration {
  const source = readSource(text)
  const broken = yamlFindings(source).filter((finding) => ['LUM000', 'LUM003', 'LUM004', 'LUM005', 'LUM012'].includes(finding.code))
  if (broken.length > 0) return { kind: 'broken', findings: broken }
  const from = formatVersion(text)
  if (from === currentVersion) return { kind: 'current' }
  let version = from
  let migrated = text
  for (let step = steps.find((each) => each.from === version); step !== undefined; step = steps.find((each) => each.from === version)) {
    migrated = step.apply(migrated)
    version = step.to
  }
  if (from === undefined || version !== currentVersion) return { kind: 'unknown', version: from }
  return { kind: 'migrated', text: migrated, from, findings: findingsOf(migrated) }
}
