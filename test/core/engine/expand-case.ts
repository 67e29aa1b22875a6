import type { EngineCommand } from '../../../core/engine/engine-command.ts'
import type { EngineEvent } from '../../../core/engine/engine-event.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import type { Program } from '../../../core/engine/program.ts'
import { step } from '../../../core/engine/step.ts'
import type { TraceEntry } from '../../../core/engine/trace-entry.ts'
import { caseProgram, caseSubflows, caseWorkflow, driveCase, type ConformanceCase } from './conformance-case.ts'

/** What one event must do: the commands and the trace that come of it. Of a very long trace only the end is given, with `entries` saying how long it is. */
type ExpandedStep = { readonly event: EngineEvent; readonly commands: readonly EngineCommand[]; readonly trace: readonly TraceEntry[]; readonly entries: number }

const longestTrace = 100
const endOfTrace = 5


/** Where a ticket stands when all events have been applied. */
type Standing = { readonly status: EngineState['status']; readonly outcome?: string; readonly at: readonly string[]; readonly context: EngineState['context'] }

/** Replays events and says what each of them did. */
export function expandedSteps(program: Program, events: readonly EngineEvent[]): { readonly steps: readonly ExpandedStep[]; readonly end: Standing } {
  const steps: ExpandedStep[] = []
  let state: EngineState | undefined
  for (const event of events) {
    const result = step(program, state, event)
    state = result.state
    const { trace, commands } = result
    steps.push({ event, commands, trace: trace.length > longestTrace ? trace.slice(-endOfTrace) : trace, entries: trace.length })
  }
  if (state === undefined) throw new Error('A case without events says nothing.')
  return { steps, end: { status: state.status, outcome: state.outcome, at: placesOf(state), context: state.context } }
}

function placesOf(state: EngineState): readonly string[] {
  return state.tokens.flatMap(({ id, nodeId }) => [nodeId, ...state.subflows.filter((run) => run.parentToken === id).flatMap((run) => placesOf(run.state).map((place) => `${nodeId}/${place}`))])
}

/** A file of the expanded suite: whole workflows, events, commands and trace entries, nothing in short form. Lists of objects have a line each, so that changes are seen. */
export function expandedFile(cases: readonly ConformanceCase[]): string {
  const entries = cases.map((example) => {
    const program = caseProgram(example)
    const { steps, end } = expandedSteps(program, driveCase(example, program).log)
    const lines = [
      `    "title": ${JSON.stringify(example.title)}`,
      `    "workflow": ${JSON.stringify(caseWorkflow(example))}`,
      `    "atHand": [${caseSubflows(example).map((workflow) => `\n      ${JSON.stringify(workflow)}`).join(',')}]`,
      `    "steps": [\n${steps.map((each) => `      { "event": ${JSON.stringify(each.event)},\n        "commands": [${list(each.commands)}],\n        "entries": ${each.entries},\n        "trace": [${list(each.trace)}] }`).join(',\n')}\n    ]`,
      `    "end": ${JSON.stringify(end)}`,
    ]
    return `  {\n${lines.join(',\n')}\n  }`
  })
  return `[\n${entries.join(',\n')}\n]\n`
}

function list(items: readonly object[]): string {
  return items.map((item) => `\n          ${JSON.stringify(item)}`).join(',')
}
