import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { Program } from '../engine/program.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import type { TestScenario } from '../spec/test-scenario.ts'
import type { Mismatch } from './judge-run.ts'
import { judgeRun, standingOf, visitedNodes } from './judge-run.ts'
import { ScriptDrive } from './script-drive.ts'

/** What came of a test. */
export type TestResult = {
  readonly passed: boolean
  readonly mismatches: readonly Mismatch[]
  readonly visited: readonly string[]
  readonly status: ReturnType<typeof standingOf>['status']
  readonly waitingAt: readonly string[]
  readonly trace: readonly TraceEntry[]
}

/** Plays a test's script with the engine that simulations and production use, and compares what came of it. The same test gives the same result. */
export function runTest(test: TestScenario, program: Program, zones: ZoneOffsets): TestResult {
  const drive = new ScriptDrive(test, program, zones)
  const stuck: Mismatch[] = []
  for (const [index, event] of test.spec.script.entries()) {
    const why = drive.play(event)
    if (why === undefined) continue
    // What comes after an event that cannot happen says nothing any more.
    stuck.push({ path: ['spec', 'script', index], expected: 'node' in event ? `${event.event} at ${event.node}` : event.event, got: why })
    break
  }
  const run = { program, state: drive.state, trace: drive.trace, commands: drive.commands }
  const mismatches = [...stuck, ...judgeRun(test.spec.expect, run)]
  return { passed: mismatches.length === 0, mismatches, visited: visitedNodes(run), ...standingOf(drive.state), trace: drive.trace }
}
