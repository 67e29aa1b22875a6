import { Command } from 'commander'
import { diagnostics, isDiagnosticCode } from '../../core/spec/diagnostics.ts'
import { lintNotes } from '../../core/spec/lint-notes.ts'
import { userError } from '../../host/user-error.ts'
import type { CliIo } from '../cli-io.ts'
import { textTable } from '../report/text-table.ts'

/** `lumos explain`: what a finding means, why it matters and how it is repaired. */
export function explainCommand(io: CliIo): Command {
  return new Command('explain')
    .description('Say what a finding means, why it matters and how it is repaired; without a code, list all codes.')
    .argument('[code]', 'the code of a finding, such as LUM105')
    .addHelpText('after', '\nExamples:\n  lumos explain LUM105\n  lumos explain\n')
    .action((code: string | undefined) => {
      io.stdout(code === undefined ? textTable(Object.entries(lintNotes).map(([each, { title }]) => [`${each}  ${title}`]), '') : explained(code.toUpperCase()))
    })
}

function explained(code: string): string {
  if (!isDiagnosticCode(code)) throw userError('explain.unknown', `There is no finding ${code}.`, 'lumos explain without a code lists all of them.')
  const { title, why, repair } = lintNotes[code]
  const blocks = { error: 'Errors block running and exporting and cannot be allowed.', warning: `A warning can be allowed with a comment: # lumos: allow ${code} - and the reason.`, info: `A remark can be allowed with a comment: # lumos: allow ${code} - and the reason.` }
  return `${code}  ${diagnostics[code].severity}  ${title}\n\nWhy: ${why}\n\nHow to repair it: ${repair}\n\n${blocks[diagnostics[code].severity]}\nWith examples: docs/lint/${code}.md\n`
}
