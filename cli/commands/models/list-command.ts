import { Command } from 'commander'
import type { CliIo } from '../../cli-io.ts'
import { sayBytes } from '../../report/say-bytes.ts'
import { listModels } from './list-models.ts'
import { modelSurroundings } from './model-surroundings.ts'

/** `lumos models list`: what ships and what was pulled. */
export function listCommand(io: CliIo): Command {
  return new Command('list')
    .description('List the models: what each judges, its size, licence, digest and origin, and whether it ships or was pulled.')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  lumos models list\n  lumos models list --json\n')
    .action(async (options: { readonly json?: boolean }) => {
      const models = await listModels(modelSurroundings(io))
      if (options.json === true) return io.stdout(`${JSON.stringify(models.map(({ files: _files, ...model }) => model), null, 2)}\n`)
      for (const { id, task, bytes, licence, digest, source, state, replacedBy } of models) {
        io.stdout(`${id}  (${replacedBy === undefined ? state : `replaced by ${replacedBy}`})\n  judges   ${task}\n  size     ${sayBytes(bytes)}\n  licence  ${licence}\n  source   ${source}\n  digest   ${digest.slice(0, 16)}\n`)
      }
    })
}
