import { Command } from 'commander'
import { formatText } from '../../core/spec/format/format-text.ts'
import type { CliIo } from '../cli-io.ts'
import { rewriteFiles } from './rewrite-files.ts'
import type { Rewritten } from './rewrite-files.ts'

/** `lumos fmt`: gives flow files their canonical form. */
export function fmtCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('fmt')
    .description('Give flow files their canonical form: order of keys, two spaces a level, quotes where other YAML tools would read something else.')
    .argument('<file...>', 'flow files, folders or patterns')
    .option('--check', 'write nothing; end with 1 where a file would change')
    .addHelpText('after', help)
    .action(async (args: readonly string[], options: { readonly check?: boolean }) => {
      finish(await rewriteFiles(args, options.check === true, rewrite, {
        would: 'would be formatted',
        same: 'is formatted already',
        done: (changed, files) => `${changed} of ${files} files ${options.check === true ? 'to format' : 'formatted'}.`,
      }, io))
    })
}

const help = `
Examples:
  lumos fmt support.lumos.yaml
  lumos fmt flows/ --check

Every comment stays, aligned comments stay aligned where nothing before them changes, and the flow means the same. Ids, x- keys and
lists keep the order of their author. A file that is not sound YAML is not touched, and is told with its line.
Exit codes: 0 done, 1 a file would change (with --check) or is not sound YAML, 2 a file cannot be read or written.
`

function rewrite(text: string): Rewritten {
  const result = formatText(text)
  if (result.kind === 'broken') return { kind: 'refused', findings: result.findings }
  return result.text === text ? { kind: 'same' } : { kind: 'changed', text: result.text, note: 'formatted' }
}
