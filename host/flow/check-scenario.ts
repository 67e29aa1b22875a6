import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { roleCatalog } from '../../agents/registry.ts'
import { checkFile } from '../../core/graph/check-file.ts'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import { scenarioFindings } from '../../core/graph/scenario-findings.ts'
import { knownStatistics } from '../../core/metrics/define-metric.ts'
import { metrics } from '../../core/metrics/registry.ts'
import { byPlace } from '../../core/spec/by-place.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { resolveUses } from '../../core/spec/resolve-uses.ts'
import { findingAt } from '../../core/spec/source-finding.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { usedWorkflows } from '../../core/spec/workflows-among.ts'
import { isMissingFile } from '../files/file-error.ts'
import { readFlowText } from '../files/read-flow-text.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import { filesAround } from './files-around.ts'
import type { ScenarioFile } from './read-scenario-file.ts'

/** The flow that a scenario is for, with the workflows that it runs. */
export type FlowOfScenario = { readonly path: string; readonly workflow: Workflow; readonly subflows: readonly Workflow[] }

/** The flow that a scenario names, or else the only one that lies beside it or in the folder above; undefined where there is none that can be read. */
export async function flowOfScenario(scenario: ScenarioFile): Promise<FlowOfScenario | undefined> {
  const path = scenario.places.workflow === undefined ? await onlyFlowNear(scenario.path) : scenario.placeOf(scenario.places.workflow)
  if (path === undefined) return undefined
  const text = await textOrNothing(path)
  if (text === undefined || kindOfFile(text) !== 'Workflow') return undefined
  const files = await filesAround(path)
  const { workflow } = resolveUses(parseSpec(text), files)
  return workflow === undefined ? undefined : { path, workflow, subflows: usedWorkflows(workflow, files).map((used) => used.workflow) }
}

/** Everything that is wrong with a scenario, by itself and against the flow that it is for. */
export async function checkScenario(scenario: ScenarioFile, flow: Omit<FlowOfScenario, 'path'> | undefined, surroundings: LintSurroundings = {}): Promise<readonly Finding[]> {
  const zones = intlZoneOffsets()
  const form = checkFile('Scenario', scenario.text, roleCatalog, { zones, ...surroundings })
  const own = new Set(form.map(keyOf))
  const against = scenario.whole === undefined ? [] : scenarioFindings(scenario.whole, scenario.parts, { zones, ...surroundings, roles: roleCatalog, kpis: new Map(metrics.map((metric) => [metric.id, knownStatistics(metric)])), ...flow })
  // What is wrong with the form of the file itself has been said.
  const chain = scenario.findings.filter((finding) => !own.has(keyOf(finding)))
  return [...form, ...chain, ...against, ...(await missingFiles(scenario))].toSorted(byPlace)
}

function keyOf({ code, message, range, file }: Finding): string {
  return `${file ?? ''} ${range.start.line} ${range.start.column} ${code} ${message}`
}

async function missingFiles({ parts, placeOf, places }: ScenarioFile): Promise<readonly Finding[]> {
  const [main] = parts
  const source = main?.source
  if (main === undefined || source === undefined || main.own.spec.workflow === undefined || places.workflow === undefined) return []
  const path = ['spec', 'workflow']
  const text = await textOrNothing(placeOf(places.workflow))
  if (text === undefined) return [findingAt(source, 'LUM001', { where: 'spec.workflow', problem: `names ${main.own.spec.workflow}, and there is no such file`, hint: 'Correct the path: it begins at the folder of this file.' }, path)]
  return kindOfFile(text) === 'Workflow' ? [] : [findingAt(source, 'LUM001', { where: 'spec.workflow', problem: `names ${main.own.spec.workflow}, which is no workflow`, hint: 'Name a file of kind: Workflow.' }, path)]
}

async function onlyFlowNear(path: string): Promise<string | undefined> {
  for (const folder of [dirname(path), dirname(dirname(path))]) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.lumos.yaml')).sort()
    const flows: string[] = []
    for (const name of names) {
      const text = await textOrNothing(join(folder, name)).catch(() => undefined)
      if (text !== undefined && kindOfFile(text) === 'Workflow') flows.push(join(folder, name))
    }
    if (flows.length > 0) return flows.length === 1 ? flows[0] : undefined
  }
  return undefined
}

async function textOrNothing(path: string): Promise<string | undefined> {
  try {
    return (await readFlowText(path)).text
  } catch (thrown) {
    if (thrown instanceof Error && isMissingFile(thrown.cause)) return undefined
    throw thrown
  }
}
