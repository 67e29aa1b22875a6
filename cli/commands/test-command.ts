import { readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { Command } from 'commander'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import { isTest, parseScenarioFile } from '../../core/spec/parse-scenario-file.ts'
import { describeError } from '../../host/describe-error.ts'
import { fileError } from '../../host/files/file-error.ts'
import { readFlowText } from '../../host/files/read-flow-text.ts'
import { runTestFile } from '../../host/flow/run-test-file.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import type { TestReport } from '../report/print-tests.ts'
import { hasPassed, printTests, testsAsData } from '../report/print-tests.ts'

type Options = { readonly json?: boolean; readonly trace?: boolean }

/** `lumos test`: plays scripted tickets through flows and compares what comes of them. */
export function testCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('test')
    .description('Play scripted tickets through flows with the engine that runs them, and compare what comes of them with what is expected.')
    .argument('<file...>', 'tests (kind: Scenario with script and expect), folders of tests, or flows, whose tests lie in the folder tests beside them')
    .option('--json', 'print the results as JSON')
    .option('--trace', 'show every step of every ticket')
    .addHelpText(
      'after',
      `
Examples:
  lumos test tests/refund.lumos.yaml
  lumos test support.lumos.yaml
  lumos test tests/ --json > results.json

The flow that a test names lies beside the test or in the folder above.
Exit codes: 0 all tests passed, 1 a test failed or could not run, 2 a file cannot be read or there is no test.
`,
    )
    .action(async (files: readonly string[], options: Options) => {
      const reports: TestReport[] = []
      let isUnreadable = false
      for (const file of files) {
        try {
          for (const path of await testsAt(resolve(io.cwd, file), file)) reports.push({ file: relative(io.cwd, path), tested: await runTestFile(path) })
        } catch (thrown) {
          const error = describeError(thrown)
          if (error.kind === 'internal') throw thrown
          isUnreadable = true
          io.stderr(`lumos: ${error.message}\n       ${error.hint}\n`)
        }
      }
      const withTrace = options.trace === true
      if (options.json === true) io.stdout(`${JSON.stringify(testsAsData(reports, withTrace), null, 2)}\n`)
      else if (reports.length > 0) io.stdout(printTests(reports, withTrace))
      finish(isUnreadable ? exitCodes.cannotRead : reports.every(hasPassed) ? exitCodes.ok : exitCodes.findings)
    })
}

/** The test files that an argument means: itself, those below a folder, or those in the folder `tests` beside a flow. */
async function testsAt(path: string, named: string): Promise<readonly string[]> {
  const isFolder = await stat(path).then((found) => found.isDirectory(), (thrown: unknown) => { throw fileError(thrown, `read "${named}"`, path) })
  if (isFolder) return some(await testsBelow(path), `"${named}" holds no tests.`)
  const { text } = await readFlowText(path)
  if (kindOfFile(text) !== 'Workflow') return [path]
  return some(await testsBelow(join(dirname(path), 'tests')), `There are no tests beside "${named}".`)
}

function some(paths: readonly string[], otherwise: string): readonly string[] {
  if (paths.length === 0) throw userError('tests.none', otherwise, 'Put scenarios with script and expect into the folder tests beside the flow.')
  return paths
}

async function testsBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const paths = names.filter((name) => name.endsWith('.lumos.yaml')).sort().map((name) => join(folder, name))
  const tests: string[] = []
  for (const path of paths) {
    const { text } = await readFlowText(path)
    if (kindOfFile(text) !== 'Scenario') continue
    const { value } = parseScenarioFile(text)
    // A scenario that cannot be read may be a broken test, and a broken test must not pass by being left out.
    if (value === undefined || isTest(value)) tests.push(path)
  }
  return tests
}
