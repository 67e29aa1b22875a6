import type { Finding } from '../../core/spec/finding.ts'
import { parseScenario, type ScenarioProblem } from '../../core/simulation/parse-scenario.ts'
import { readFlowText } from '../files/read-flow-text.ts'
import { checkFlow, type CheckedFlow } from './check-flow.ts'

/** Reads a flow file and checks it; only a file that cannot be read is an error. A scenario file is checked as one. */
export async function checkFlowFile(path: string): Promise<CheckedFlow> {
  const { text } = await readFlowText(path)
  return isScenario(text) ? { text, workflow: undefined, findings: parseScenario(text).problems.map(findingOf) } : checkFlow(text)
}

function isScenario(text: string): boolean {
  return /^kind:[^\S\n]*["']?Scenario["']?[^\S\n]*(?:#.*)?$/mu.test(text)
}

function findingOf({ code, severity, message, hint, path, line, column }: ScenarioProblem): Finding {
  const place = { line, column }
  return { code, severity, message, hint, path: path === '' ? [] : path.split('.'), range: { start: place, end: place } }
}
