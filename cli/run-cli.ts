import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { appVersion } from '../host/app-version.ts'
import { describeError } from '../host/describe-error.ts'
import { exitCodes, type CliIo } from './cli-io.ts'
import { compareCommand } from './commands/compare-command.ts'
import { diffCommand } from './commands/diff-command.ts'
import { explainCommand } from './commands/explain-command.ts'
import { exportCommand } from './commands/export-command.ts'
import { fitCommand } from './commands/fit-command.ts'
import { fmtCommand } from './commands/fmt-command.ts'
import { migrateCommand } from './commands/migrate-command.ts'
import { modelsCommand } from './commands/models-command.ts'
import { newCommand } from './commands/new-command.ts'
import { simulateCommand } from './commands/simulate-command.ts'
import { staffCommand } from './commands/staff-command.ts'
import { sweepCommand } from './commands/sweep-command.ts'
import { testCommand } from './commands/test-command.ts'
import { validateCommand } from './commands/validate-command.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs one command line and answers its exit code; nothing of it touches the process. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.ok
  const finish = (code: number): void => {
    exitCode = code
  }
  const program = new Command('lumos')
    .description('Check, simulate and export support workflows written as LUMOS specs. Everything runs on this machine.')
    .version(appVersion(root), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showSuggestionAfterError()
    .addHelpText('after', examples)
    .addCommand(newCommand(io))
    .addCommand(validateCommand(io, finish))
    .addCommand(explainCommand(io))
    .addCommand(testCommand(io, finish))
    .addCommand(simulateCommand(io, finish))
    .addCommand(sweepCommand(io, finish))
    .addCommand(staffCommand(io, finish))
    .addCommand(compareCommand(io, finish))
    .addCommand(fitCommand(io, finish))
    .addCommand(exportCommand(io, finish))
    .addCommand(diffCommand(io, finish))
    .addCommand(fmtCommand(io, finish))
    .addCommand(migrateCommand(io, finish))
    .addCommand(modelsCommand(io))
  for (const command of [program, ...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) {
    command.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr })
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (thrown) {
    return explain(thrown, io)
  }
}

const examples = `
Examples:
  lumos new customer-support support.lumos.yaml
  lumos validate support.lumos.yaml
  lumos test support.lumos.yaml
  lumos simulate support.lumos.yaml --tickets tickets.csv --knowledge help-centre/
  lumos fit tickets.csv --timezone Europe/Berlin --out today.lumos.yaml
  lumos export support.lumos.yaml --to lumos --out release/
  lumos diff released.lumos.yaml support.lumos.yaml --check-version

Exit codes: 0 fine, 1 the flow has errors, 2 something cannot be read or written, or the command line is wrong,
            3 a mistake of LUMOS Studio itself, 130 stopped with Ctrl-C.
`

function explain(thrown: unknown, io: CliIo): number {
  if (thrown instanceof CommanderError) {
    // Without a command the help is shown as well, but nothing was done that was asked for.
    const isHelp = thrown.code === 'commander.helpDisplayed' || thrown.code === 'commander.version' || (thrown.code === 'commander.help' && thrown.exitCode === 0)
    return isHelp ? exitCodes.ok : exitCodes.cannotRead
  }
  const error = describeError(thrown)
  if (error.code === 'cancelled') {
    io.stderr('Stopped.\n')
    return exitCodes.stopped
  }
  io.stderr(`lumos: ${error.message}\n       ${error.hint}\n`)
  return error.kind === 'internal' ? exitCodes.ourMistake : exitCodes.cannotRead
}
