import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, Option } from 'commander'
import { targetIds, targetProfiles } from '../../core/export/targets/target-profiles.ts'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import { acceptRepairs } from '../../core/graph/repair-spec.ts'
import type { TargetId } from '../../core/graph/target-profile.ts'
import type { Severity } from '../../core/spec/finding.ts'
import { appHomepage, appVersion } from '../../host/app-version.ts'
import { describeError } from '../../host/describe-error.ts'
import { readFlowText } from '../../host/files/read-flow-text.ts'
import type { ChangedFile } from '../../host/flow/repair-file.ts'
import { repairFile, writeChanges } from '../../host/flow/repair-file.ts'
import { readSidecar, validateText } from '../../host/flow/validate-file.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import type { FileReport } from '../report/finding-report.ts'
import { jsonFindings } from '../report/json-findings.ts'
import { countFindings, printFindings } from '../report/print-findings.ts'
import { sarifLog } from '../report/sarif-log.ts'
import { unifiedDiff } from '../report/unified-diff.ts'
import type { InputFile } from './validate/input-files.ts'
import { inputFiles } from './validate/input-files.ts'
import type { Load } from './validate/load-option.ts'
import { readLoad } from './validate/load-option.ts'
import type { Severities } from './validate/severity-option.ts'
import { isAtLeast, readSeverity, withSeverity } from './validate/severity-option.ts'
import { wholeNumber } from './whole-number.ts'

type Options = {
  readonly format: 'text' | 'json' | 'sarif'
  readonly json?: boolean
  readonly fix?: boolean
  readonly dryRun?: boolean
  readonly deleteUnused?: boolean
  readonly severity: Severity
  readonly set?: Severities
  readonly maxWarnings?: number
  readonly for?: TargetId
  readonly load?: Load
}

type Handled = { readonly report: FileReport; readonly changes: readonly ChangedFile[] }

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `lumos validate`: what is wrong with flow files, for people or for machines, and repairs of what can be repaired. */
export function validateCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('validate')
    .description('Check flow and scenario files and say what is wrong, where, why, and how to fix it.')
    .argument('<file...>', 'files, folders (their .lumos.yaml files), patterns such as support/**/*.lumos.yaml, or - for standard input')
    .addOption(new Option('--format <format>', 'how to print the findings').choices(['text', 'json', 'sarif']).default('text'))
    .option('--json', 'the same as --format json')
    .option('--fix', 'repair what can be repaired, in the files themselves')
    .option('--dry-run', 'with --fix: write nothing, print the changes as a diff')
    .option('--delete-unused', 'with --fix: also delete nodes that nothing leads to, and parts that nothing uses')
    .addOption(new Option('--severity <level>', 'the least grave findings to show').choices(['error', 'warning', 'info']).default('info'))
    .option('--set <code=level>', 'treat the findings of a code as error, warning or info; may be given several times', readSeverity)
    .option('--max-warnings <number>', 'end with 1 where there are more warnings', wholeNumber(0, 1_000_000))
    .addOption(new Option('--for <target>', 'also say what this export target cannot take over as it is').choices(targetIds))
    .option('--load <tickets,share,work>', 'also check the load of teams at so many tickets an hour, the share that comes to people and the work of each, such as 40,60%,12m', readLoad)
    .addHelpText('after', help)
    .action(async (args: readonly string[], options: Options) => {
      if (options.fix !== true && (options.dryRun === true || options.deleteUnused === true)) throw userError('validate.options', '--dry-run and --delete-unused belong to --fix.', 'Add --fix.')
      const { files, problems } = await inputFiles(args, io.cwd)
      const failures = problems.map((problem) => explained(problem, io))
      const handled: Handled[] = []
      for (const file of files) {
        try {
          handled.push(await handle(file, options, io))
        } catch (thrown) {
          failures.push(explained(thrown, io))
        }
      }
      const reports = handled.map(({ report }) => report)
      const { errors, warnings } = countFindings(reports.flatMap((report) => report.findings))
      const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings
      print(handled, failures, options, io)
      if (tooMany) io.stderr(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, and at most ${options.maxWarnings} allowed.\n`)
      finish(failures.length > 0 ? exitCodes.cannotRead : errors > 0 || tooMany ? exitCodes.findings : exitCodes.ok)
    })
}

const help = `
Examples:
  lumos validate support.lumos.yaml
  lumos validate flows/ --max-warnings 0
  lumos validate "flows/**/*.lumos.yaml" --format sarif > findings.sarif
  lumos validate support.lumos.yaml --fix --dry-run
  lumos validate support.lumos.yaml --for bpmn --severity warning
  lumos validate support.lumos.yaml --load 40,60%,12m
  cat support.lumos.yaml | lumos validate -

A warning that is meant stays quiet with a comment and a reason, at the end of its line or on the line above:
  # lumos: allow LUM105 - kept for the spring campaign
For a whole file write allow-file at its top. Errors cannot be allowed.

lumos explain LUM105 says what a code means. With --fix and - the repaired text goes to standard output.
Exit codes: 0 no errors, 1 findings of severity error or too many warnings, 2 a file cannot be read or written.
With --fix, and --dry-run too, they speak of what is left after the repairs.
`

async function handle(input: InputFile, options: Options, io: CliIo): Promise<Handled> {
  const isStdin = input.path === '-'
  const path = isStdin ? join(io.cwd, 'stdin') : input.path
  const text = isStdin ? await readStdin(io) : (await readFlowText(path)).text
  const sidecar = isStdin ? undefined : await readSidecar(path)
  const surroundings: LintSurroundings = { ...options.load, ...(options.for !== undefined && { target: targetProfiles[options.for] }) }
  const validated = await validateText(text, path, sidecar, surroundings)
  const accepts = acceptRepairs({ deletions: options.deleteUnused === true })
  const repaired = options.fix === true ? await repairFile(validated, accepts, surroundings) : { validated, made: [], changes: [] }
  if (options.fix === true && options.dryRun !== true && !isStdin) await writeChanges(repaired.changes)
  const findings = repaired.validated.findings.map((finding) => withSeverity(finding, options.set ?? {}))
  const shown = findings.filter((finding) => isAtLeast(finding, options.severity))
  return {
    report: { file: input.shown, path, text: repaired.validated.text, findings: shown, hidden: findings.length - shown.length, suppressed: repaired.validated.suppressed, repaired: repaired.made },
    changes: repaired.changes,
  }
}

async function readStdin(io: CliIo): Promise<string> {
  if (io.stdin === undefined) throw userError('validate.stdin', 'There is no standard input to read.', 'Pipe a flow into the command, or name a file.')
  return io.stdin()
}

function explained(thrown: unknown, io: CliIo): string {
  const error = describeError(thrown)
  if (error.kind === 'internal') throw thrown
  io.stderr(`lumos: ${error.message}\n       ${error.hint}\n`)
  return error.message
}

function print(handled: readonly Handled[], failures: readonly string[], options: Options, io: CliIo): void {
  const reports = handled.map(({ report }) => report)
  const format = options.json === true ? 'json' : options.format
  if (options.dryRun === true && format === 'text') {
    for (const change of handled.flatMap(({ changes }) => changes)) io.stdout(unifiedDiff(relative(io.cwd, change.path).split('\\').join('/'), change.before, change.after))
    return io.stderr(reports.map(printReport).join(''))
  }
  const fromStdin = options.fix === true && options.dryRun !== true ? reports.find(({ file }) => file === 'stdin') : undefined
  if (fromStdin !== undefined) {
    io.stdout(fromStdin.text)
    return io.stderr(reports.map(printReport).join(''))
  }
  if (format === 'json') return io.stdout(`${JSON.stringify(jsonFindings(reports), null, 2)}\n`)
  if (format === 'sarif') return io.stdout(`${JSON.stringify(sarifLog(reports, { version: appVersion(root), root: io.cwd, homepage: appHomepage(root), failures }), null, 2)}\n`)
  io.stdout(reports.map(printReport).join(''))
  const all = reports.flatMap((report) => report.findings)
  const first = all.find((finding) => finding.severity === 'error') ?? all[0]
  if (first !== undefined) io.stdout(`What a code means: lumos explain ${first.code}\n`)
}

function printReport({ file, findings, suppressed, hidden, repaired }: FileReport): string {
  const lines = repaired.map(({ line, code, title, message }) => `    line ${line}  ${code}  ${title}. ${message}\n`)
  const head = repaired.length === 0 ? '' : `${file}: ${repaired.length} ${repaired.length === 1 ? 'repair' : 'repairs'}\n${lines.join('')}`
  return head + printFindings(file, findings, { suppressed: suppressed.length, hidden })
}
