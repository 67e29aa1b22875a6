import type { OverriddenWorkflow, OverrideProblem } from '../spec/apply-overrides.ts'
import { applyOverrides } from '../spec/apply-overrides.ts'
import type { Finding } from '../spec/finding.ts'
import { idFindings } from '../spec/id-findings.ts'
import type { JsonValue } from '../spec/json-value.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import { shapeFindings } from '../spec/shape-findings.ts'
import { readSource } from '../spec/spec-source.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { lintWorkflow } from './lint-workflow.ts'

type Overrides = Readonly<Record<string, JsonValue>>

function errorsOf(workflow: Workflow, roles: RoleCatalog, surroundings: LintSurroundings): readonly Finding[] {
  const source = readSource(JSON.stringify(workflow))
  return lintWorkflow({ source, workflow, findings: [...idFindings(source, workflow), ...shapeFindings(source, workflow)] }, roles, surroundings).filter(({ severity }) => severity === 'error')
}

function named({ code, message }: Finding): string {
  return `${code} ${message}`
}

/** Applies overrides and checks what comes of them: an override that does not fit, or after which the linter finds an error that was not there, is a problem. */
export function checkedOverrides(workflow: Workflow, overrides: Overrides | undefined, roles: RoleCatalog, surroundings: LintSurroundings = {}): OverriddenWorkflow {
  const entries = Object.entries(overrides ?? {})
  if (entries.length === 0) return { workflow, problems: [] }
  const all = applyOverrides(workflow, overrides)
  const before = new Set(errorsOf(workflow, roles, surroundings).map(named))
  const fresh = new Set(errorsOf(all.workflow, roles, surroundings).map(named).filter((finding) => !before.has(finding)))
  const blamed: OverrideProblem[] = []
  // Which of them it was: the one after which the finding is first there.
  for (const [index, [key]] of entries.entries()) {
    if (fresh.size === 0) break
    const soFar = applyOverrides(workflow, Object.fromEntries(entries.slice(0, index + 1))).workflow
    for (const finding of errorsOf(soFar, roles, surroundings)) {
      if (fresh.delete(named(finding))) blamed.push({ key, problem: `it makes the flow wrong (${finding.code}): ${finding.message.replace(/\.$/, '')}`, hint: finding.hint })
    }
  }
  return { workflow: all.workflow, problems: [...all.problems, ...blamed] }
}
