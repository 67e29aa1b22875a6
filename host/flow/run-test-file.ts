import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { agentByRole, roleCatalog } from '../../agents/registry.ts'
import { compileProgram } from '../../core/engine/compile-program.ts'
import { checkFile } from '../../core/graph/check-file.ts'
import { testFindings } from '../../core/graph/test-findings.ts'
import type { TestResult } from '../../core/simulation/run-test.ts'
import { runTest } from '../../core/simulation/run-test.ts'
import { diagnose } from '../../core/spec/diagnostics.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import { isTest, parseScenarioFile } from '../../core/spec/parse-scenario-file.ts'
import { withoutFix } from '../../core/spec/source-finding.ts'
import type { SpecSource } from '../../core/spec/spec-source.ts'
import { rangeOfSpan, spanAt } from '../../core/spec/spec-source.ts'
import type { TestScenario } from '../../core/spec/test-scenario.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { readFlowText } from '../files/read-flow-text.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import { checkFlowFile } from './check-flow-file.ts'

/** What came of a test file: a result, or why it could not run. */
export type TestedFile = {
  readonly name: string
  readonly title: string | undefined
  /** What is wrong with the test, or with the workflow that it tests. */
  readonly findings: readonly Finding[]
  readonly result: TestResult | undefined
  /** Where a path of the test stands in its file. */
  readonly placeOf: (path: readonly (string | number)[]) => { readonly line: number; readonly column: number }
}

/** Plays a test file with the workflow that lies beside it or in the folder above. */
export async function runTestFile(path: string): Promise<TestedFile> {
  const { text } = await readFlowText(path)
  const { source, value } = parseScenarioFile(text)
  const findings = kindOfFile(text) === 'Scenario' ? checkFile('Scenario', text, roleCatalog) : parseScenarioFile(text).findings
  const placeOf = (at: readonly (string | number)[]): { readonly line: number; readonly column: number } => rangeOfSpan(source, spanAt(source, at)).start
  const tested = { name: value?.metadata.name ?? basename(path), title: value?.metadata.title, placeOf, result: undefined }
  if (value === undefined || hasError(findings)) return { ...tested, findings }
  if (!isTest(value)) return { ...tested, findings: [...findings, notATest(source)] }
  return { ...tested, ...(await playTest(path, source, value, findings)) }
}

async function playTest(path: string, source: SpecSource, test: TestScenario, findings: readonly Finding[]): Promise<Pick<TestedFile, 'findings' | 'result'>> {
  const beside = await workflowPaths(path)
  const found = beside.find((each) => each.name === test.spec.workflow)
  if (found === undefined) return { findings: [...findings, unknownWorkflow(source, test.spec.workflow, beside.map((each) => each.name))], result: undefined }
  const checked = await checkFlowFile(found.path)
  const wrong = checked.findings.filter((finding) => finding.severity === 'error').map((finding): Finding => ({ ...withoutFix(finding), file: finding.file ?? found.path }))
  if (checked.workflow === undefined || wrong.length > 0) return { findings: [...findings, ...wrong], result: undefined }
  const names = testFindings(source, test, checked.workflow)
  if (names.length > 0) return { findings: [...findings, ...names], result: undefined }
  const program = compileProgram(checked.workflow, undefined, (role) => agentByRole(role)?.palette.title, await subflowsOf(checked.workflow, beside))
  return { findings, result: runTest(test, program, intlZoneOffsets()) }
}

function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error')
}

function notATest(source: SpecSource): Finding {
  const path = ['spec']
  return { ...diagnose('LUM001', { where: 'spec', problem: 'has no script, so this scenario is no test', hint: 'Add script and expect, or run it with "lumos simulate --scenario".' }), path, range: rangeOfSpan(source, spanAt(source, path, 'key')) }
}

function unknownWorkflow(source: SpecSource, name: string, known: readonly string[]): Finding {
  const path = ['spec', 'workflow']
  const hint = known.length === 0 ? 'Put the test beside the workflow, or into the folder tests beside it.' : `Known: ${known.join(', ')}.`
  return { ...diagnose('LUM201', { where: 'The test', kind: 'workflow', name, hint }), path, range: rangeOfSpan(source, spanAt(source, path)) }
}

type WorkflowFile = { readonly path: string; readonly name: string }

async function workflowPaths(testPath: string): Promise<readonly WorkflowFile[]> {
  const found: WorkflowFile[] = []
  for (const folder of [dirname(testPath), dirname(dirname(testPath))]) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((each) => each.endsWith('.lumos.yaml')).sort()) {
      const path = join(folder, name)
      const { text } = await readFlowText(path)
      const written = /^metadata:(?:[^\S\n]*\{[^\n]*?|[^\S\n]*(?:#[^\n]*)?\n(?:[^\S\n]+[^\n]*\n)*?[^\S\n]+)name:[^\S\n]*["']?([a-z0-9-]+)/mu.exec(text)?.[1]
      if (kindOfFile(text) === 'Workflow' && written !== undefined) found.push({ path, name: written })
    }
  }
  return found
}

async function subflowsOf(workflow: Workflow, beside: readonly WorkflowFile[]): Promise<readonly Workflow[]> {
  if (!Object.values(workflow.spec.flow.nodes).some((node) => node.kind === 'subflow')) return []
  const checked = await Promise.all(beside.map(({ path }) => checkFlowFile(path)))
  return checked.flatMap((each) => each.workflow ?? [])
}
