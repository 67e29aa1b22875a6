import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import { roleCatalog } from '../../agents/registry.ts'
import { checkFile } from '../../core/graph/check-file.ts'
import { suppressFindings } from '../../core/graph/suppress-findings.ts'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { readSource } from '../../core/spec/spec-source.ts'
import { resolveUses } from '../../core/spec/resolve-uses.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { examplesBeside } from '../files/example-store.ts'
import { readFlowText } from '../files/read-flow-text.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import { checkFlow, type CheckedFlow } from './check-flow.ts'
import { checkScenario, flowOfScenario } from './check-scenario.ts'
import { filesAround } from './files-around.ts'
import { readScenarioText } from './read-scenario-file.ts'

/** A flow file, checked, with the example files and the libraries and environments beside it. */
export type CheckedFileOfFlow = CheckedFlow & { readonly examples: ExampleFiles; readonly files: readonly ProjectFile[] }

/** Reads a flow file and checks it; only a file that cannot be read is an error. A file of another kind is checked as what it is, and has no workflow. */
export async function checkFlowFile(path: string, surroundings: LintSurroundings = {}): Promise<CheckedFileOfFlow> {
  const { text } = await readFlowText(path)
  return checkFlowText(text, path, surroundings)
}

/** Checks the text of a file as if it stood at a path; what a flow uses lies beside it. */
export async function checkFlowText(text: string, path: string, surroundings: LintSurroundings = {}): Promise<CheckedFileOfFlow> {
  const kind = kindOfFile(text)
  if (kind !== 'Workflow') {
    const found = kind === 'Scenario' ? await scenarioFindingsAt(text, path, surroundings) : checkFile(kind, text, roleCatalog, { zones: intlZoneOffsets(), ...surroundings })
    // Only together with the flows that use it is it known whether a comment of a library allows nothing.
    const { shown, suppressed } = suppressFindings(readSource(text), found, { complete: false, surroundings })
    return { text, workflow: undefined, findings: shown, suppressed, examples: () => undefined, files: [] }
  }
  const files = surroundings.files ?? (await filesAround(path))
  const { workflow } = resolveUses(parseSpec(text), files)
  const examples = workflow === undefined ? () => undefined : await examplesBeside(path, workflow)
  return { ...checkFlow(text, examples, { ...surroundings, files }), examples, files }
}

async function scenarioFindingsAt(text: string, path: string, surroundings: LintSurroundings): Promise<readonly Finding[]> {
  const scenario = await readScenarioText(text, path)
  return checkScenario(scenario, scenario.whole === undefined ? undefined : await flowOfScenario(scenario), surroundings)
}
