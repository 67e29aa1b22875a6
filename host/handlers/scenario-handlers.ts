import type { ImportProblem } from '../../api/model.ts'
import { parseScenario, type ScenarioProblem } from '../../core/simulation/parse-scenario.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import { resolveScenario } from '../../core/simulation/resolve-scenario.ts'
import { writeNewBeside } from '../files/write-new-beside.ts'
import { readScenarioText } from '../flow/read-scenario-file.ts'
import type { ContractPart } from './contract-part.ts'

/** What a scenario says and what it leaves open; an empty text is the standard scenario. */
export function scenarioHandlers(): ContractPart<'scenario'> {
  return {
    'scenario.writeBeside': ({ flowPath, name, text }) => writeNewBeside(flowPath, name, text),
    async 'scenario.read'({ text, path }) {
      const file = typeof path === 'string' && text.trim() !== '' ? await readScenarioText(text, path) : undefined
      if (file?.whole !== undefined) {
        const { name, seed, replications, assumptions } = resolveScenario(file.whole)
        const problems = file.findings.map(({ file: other, range, path: place, severity, code, message, hint }): ImportProblem => ({ file: other ?? 'scenario', line: range.start.line, column: place.join('.'), severity, code, message, hint }))
        return { name, seed, replications, assumptions, problems }
      }
      const parsed = text.trim() === '' ? { scenario: emptyScenario, problems: [] } : parseScenario(text)
      const { name, seed, replications, assumptions } = resolveScenario(parsed.scenario ?? emptyScenario)
      return { name, seed, replications, assumptions, problems: parsed.problems.map(importProblem) }
    },
  }
}

function importProblem(problem: ScenarioProblem): ImportProblem {
  return { file: 'scenario', line: problem.line, column: problem.path, severity: problem.severity, code: problem.code, message: problem.message, hint: problem.hint }
}
