import { Command } from 'commander'
import { currentVersion, migrateText } from '../../core/spec/migrate/migrate-text.ts'
import type { CliIo } from '../cli-io.ts'
import type { Rewritten } from './rewrite-files.ts'
import { rewriteFiles } from './rewrite-files.ts'

/** `lumos migrate`: brings flow files to the current version of the format. */
export function migrateCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('migrate')
    .description(`Bring the files of a project to the current version of the format (${currentVersion}). Comments and everything that need not change stay as they are.`)
    .argument('<file...>', 'flow files, folders or patterns')
    .option('--check', 'write nothing; end with 1 where a file is in an older version')
    .addHelpText('after', help)
    .action(async (args: readonly string[], options: { readonly check?: boolean }) => {
      finish(await rewriteFiles(args, options.check === true, rewrite, {
        would: `would be brought to ${currentVersion}`,
        same: `is in ${currentVersion} already`,
        done: (changed, files) => `${changed} of ${files} files in an older version.`,
      }, io))
    })
}

const help = `
Examples:
  lumos migrate support.lumos.yaml
  lumos migrate flows/ --check

From lumos/v1alpha1: next becomes then, on becomes outcomes, events or event, and ids lose their hyphens (review-draft
becomes reviewDraft) wherever they stand, also inside conditions and {{ }}. Names that cannot be found again from the new
ones are kept in metadata.annotations. Libraries, environments and scenarios are brought along, file by file. What the file then still lacks is listed; a second run changes nothing.
Exit codes: 0 done, 1 a file is in an older version (with --check) or is broken, 2 a file cannot be read or written, or is in a version
that is not known.
`

function rewrite(text: string): Rewritten {
  const result = migrateText(text)
  switch (result.kind) {
    case 'current':
      return { kind: 'same' }
    case 'broken':
      return { kind: 'refused', findings: result.findings }
    case 'unknown':
      return result.version === undefined
        ? { kind: 'unknown', message: 'does not say which version of the format it is in.', hint: `Write apiVersion: ${currentVersion} at its top if it is a current file.` }
        : { kind: 'unknown', message: `is in ${result.version}, which this program does not know.`, hint: 'Update LUMOS Studio, or correct apiVersion.' }
    case 'migrated':
      return { kind: 'changed', text: result.text, note: `brought from ${result.from} to ${currentVersion}`, findings: result.findings.filter((finding) => finding.severity === 'error') }
  }
}
