import { describe, expect, it } from 'vitest'
import { readPath } from '../../../core/engine/text-template.ts'
import { caseProgram, conformanceCases, driveCase, shortCommand, standing } from './conformance-case.ts'
import { awaitedWork, brokenInvariants, openWork, replayLog } from './log-invariants.ts'

const topics = conformanceCases()

/** The first of `wanted` that does not come, in order, in `lines`. */
function firstMissing(wanted: readonly string[], lines: readonly string[]): string | undefined {
  let from = 0
  for (const part of wanted) {
    const found = lines.findIndex((line, index) => index >= from && line.includes(part))
    if (found < 0) return part
    from = found + 1
  }
  return undefined
}

describe('the conformance suite', () => {
  it('has at least 150 cases', () => {
    expect(topics.flatMap((topic) => topic.cases).length).toBeGreaterThanOrEqual(150)
  })

  for (const { topic, cases } of topics) {
    describe(topic, () => {
      for (const example of cases) {
        it(example.title, () => {
          const program = caseProgram(example)
          const drive = driveCase(example, program)
          const trace = drive.trace.map((entry) => `${entry.kind} ${entry.node}: ${entry.text}`)
          const commands = drive.commands.map(shortCommand)
          if (example.expect.way !== undefined) expect(drive.way, trace.join('\n')).toEqual(example.expect.way)
          expect(standing(drive), trace.join('\n')).toBe(example.expect.outcome)
          const missingEntry = firstMissing(example.expect.trace ?? [], trace)
          expect(missingEntry, `not in the trace:\n${trace.join('\n')}`).toBeUndefined()
          const missingCommand = firstMissing(example.expect.commands ?? [], commands)
          expect(missingCommand, `not among the commands:\n${commands.join('\n')}`).toBeUndefined()
          for (const never of example.expect.never ?? []) expect(commands.filter((command) => command.startsWith(never))).toEqual([])
          for (const [begin, times] of Object.entries(example.expect.times ?? {})) expect(commands.filter((command) => command.startsWith(begin)), begin).toHaveLength(times)
          for (const [path, value] of Object.entries(example.expect.context ?? {})) {
            expect(readPath(drive.state?.context ?? {}, path.split('.')) ?? 'absent', path).toEqual(value)
          }
          if (drive.state === undefined) throw new Error('The case drives nothing.')
          expect(brokenInvariants(drive.state)).toEqual([])
          expect(openWork(drive.log, drive.commands)).toEqual(awaitedWork(drive.state))
          const again = replayLog(program, drive.log, true)
          expect(again.trace).toEqual(drive.trace)
          expect(again.commands).toEqual(drive.commands)
        })
      }
    })
  }
})
