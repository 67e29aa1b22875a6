import { resolve, dirname } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import type { FitBase } from '../../core/history/fit-base.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { readFlowText } from '../files/read-flow-text.ts'
import { preparedScenario } from '../jobs/prepare-scenario.ts'
import type { ScenarioFile } from './read-scenario-file.ts'

/** What a fit may build on: the whole scenario, and the calendars of the flow that it names, where that can be read. */
export async function fitBaseOf(file: ScenarioFile): Promise<FitBase> {
  const scenario = preparedScenario(file, {})
  const { workflow } = file.places
  return { scenario, calendars: workflow === undefined ? {} : calendarsOf(await textAt(resolve(dirname(file.path), workflow))) }
}

/** The calendars of a flow; none where its text is no flow. */
export function calendarsOf(flowText: string): FitBase['calendars'] {
  return parseSpec(flowText).workflow?.spec.calendars ?? {}
}

async function textAt(path: string): Promise<string> {
  try {
    return (await readFlowText(path)).text
  } catch (thrown) {
    // The fit needs no flow: without it the hours are those of the history.
    if (thrown instanceof AppError && thrown.code === 'file.ENOENT') return ''
    throw thrown
  }
}
