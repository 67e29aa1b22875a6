import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Finding } from '../../core/spec/finding.ts'
import { describeError } from '../../host/describe-error.ts'
import { checkFlowFile } from '../../host/flow/check-flow-file.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { countFindings, printFindings } from '../report/print-findings.ts'

type Checked = { readonly file: string; readonly findings: readonly Finding[] }

/** `lumos validate`: what is wrong with flow files, for people or for machines. */
export function validateCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('validate')
    .description('Check flow and scenario files and say what is wrong, where, why, and how to fix it.')
    .argument('<file...>', 'flow or scenario files (.lumos.yaml)')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExamples:\n  lumos validate support.lumos.yaml\n  lumos validate flows/*.lumos.yaml --json > findings.json\n\nExit codes: 0 no errors, 1 findings of severity error, 2 a file cannot be read.\n')
    .action(async (files: readonly string[], options: { readonly json?: boolean }) => {
      const checked: Checked[] = []
      let isUnreadable = false
      for (const file of files) {
        try {
          checked.push({ file, findings: (await checkFlowFile(resolve(io.cwd, file))).findings })
        } catch (thrown) {
          const error = describeError(thrown)
          if (error.kind === 'internal') throw thrown
          isUnreadable = true
          io.stderr(`lumos: ${error.message}\n       ${error.hint}\n`)
        }
      }
      const counts = countFindings(checked.flatMap((one) => one.findings))
      io.stdout(options.json === true ? `${JSON.stringify(machineReport(checked, counts), null, 2)}\n` : checked.map((one) => printFindings(one.file, one.findings)).join(''))
      finish(isUnreadable ? exitCodes.cannotRead : counts.errors > 0 ? exitCodes.findings : exitCodes.ok)
    })
}

function machineReport(checked: readonly Checked[], counts: { readonly errors: number; readonly warnings: number }): unknown {
  const files = checked.map(({ file, findings }) => ({
    file,
    findings: findings.map(({ code, severity, message, hint, range, fix }) => ({ code, severity, message, hint, range, fix: fix ?? null })),
  }))
  return { files, ...counts }
}
