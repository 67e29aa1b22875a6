import { byPlace } from '../spec/by-place.ts'
import type { Environment } from '../spec/environment.ts'
import { parseEnvironment } from '../spec/environment.ts'
import type { Finding } from '../spec/finding.ts'
import type { FileKindName } from '../spec/kind-of-file.ts'
import { parseLayoutFile } from '../spec/layout.ts'
import { libraryAsWorkflow, parseLibrary } from '../spec/library.ts'
import type { ParsedFile } from '../spec/parse-file.ts'
import { parseScenarioFile } from '../spec/parse-scenario-file.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import { findingAtSpan } from '../spec/source-finding.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import type { LintRule } from './lint-context.ts'
import { lintContext } from './lint-context.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { addressProblem, baseUrls } from './rules/base-urls.ts'
import { calendarHours } from './rules/calendar-hours.ts'
import { conditionSpan } from './rules/condition-problems.ts'
import { roleContracts } from './rules/role-contracts.ts'
import { writtenSecrets } from './rules/written-secrets.ts'

// What a part of a library refers to may stand in the workflow; these rules look at a part alone.
const libraryRules: readonly LintRule[] = [writtenSecrets, baseUrls, calendarHours, roleContracts]

function libraryFindings(text: string, roles: RoleCatalog, surroundings: LintSurroundings): readonly Finding[] {
  const { source, value, findings } = parseLibrary(text)
  if (value === undefined) return findings
  const context = lintContext(source, libraryAsWorkflow(value), roles, surroundings)
  return [...findings, ...libraryRules.flatMap((rule) => rule(context))]
}

function addressFindings(source: SpecSource, { spec }: Environment): readonly Finding[] {
  const all = [
    ...Object.entries(spec.connections ?? {}).map(([id, { baseUrl }]) => ({ baseUrl, path: ['spec', 'connections', id, 'baseUrl'], local: false })),
    ...Object.entries(spec.models ?? {}).map(([id, { baseUrl }]) => ({ baseUrl, path: ['spec', 'models', id, 'baseUrl'], local: true })),
  ]
  return all.flatMap(({ baseUrl, path, local }) => {
    const wrong = baseUrl === undefined ? undefined : addressProblem(baseUrl, local)
    return wrong === undefined ? [] : [findingAtSpan(source, 'LUM504', { problem: wrong.problem }, path, conditionSpan(source, path, wrong.start, wrong.end))]
  })
}

const nothing = libraryAsWorkflow({ apiVersion: 'lumos/v1', kind: 'Library', metadata: { name: 'nothing', version: '1.0.0' }, spec: {} })

function withSecrets<Value>({ source, value, findings }: ParsedFile<Value>, roles: RoleCatalog, more: (value: Value) => readonly Finding[] = () => []): readonly Finding[] {
  return [...findings, ...writtenSecrets(lintContext(source, nothing, roles)), ...(value === undefined ? [] : more(value))]
}

/** Everything that is wrong with a file of a kind other than a workflow, by itself; workflows have `checkSpec`. */
export function checkFile(kind: Exclude<FileKindName, 'Workflow'>, text: string, roles: RoleCatalog, surroundings: LintSurroundings = {}): readonly Finding[] {
  return findingsOf(kind, text, roles, surroundings).toSorted(byPlace)
}

function findingsOf(kind: Exclude<FileKindName, 'Workflow'>, text: string, roles: RoleCatalog, surroundings: LintSurroundings): readonly Finding[] {
  switch (kind) {
    case 'Library':
      return libraryFindings(text, roles, surroundings)
    case 'Environment': {
      const parsed = parseEnvironment(text)
      return withSecrets(parsed, roles, (environment) => addressFindings(parsed.source, environment))
    }
    case 'Scenario':
      return withSecrets(parseScenarioFile(text), roles)
    case 'Layout':
      return parseLayoutFile(text).findings
  }
}
