import { Command } from 'commander'
import { userError } from '../../../host/user-error.ts'
import { readModelCard } from '../../../models/model-card.ts'
import type { CliIo } from '../../cli-io.ts'
import { sayBytes } from '../../report/say-bytes.ts'
import { textTable } from '../../report/text-table.ts'
import { listModels } from './list-models.ts'
import { modelSurroundings } from './model-surroundings.ts'

/** `lumos models info`: everything about one model, with its card. */
export function infoCommand(io: CliIo): Command {
  return new Command('info')
    .description('Show everything about one model: its files with their digests, and its card (data, figures, limits).')
    .argument('<id>', 'the model, as "lumos models list" names it')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  lumos models info tone\n  lumos models info tone --json\n')
    .action(async (id: string, options: { readonly json?: boolean }) => {
      const models = await listModels(modelSurroundings(io))
      const model = models.find((candidate) => candidate.id === id)
      if (model === undefined) throw userError('models.unknown', `There is no model "${id}" here.`, `Choose one of ${models.map((candidate) => candidate.id).join(', ')}, or pull one with: lumos models pull owner/name`)
      const card = await readModelCard(model.folder)
      if (options.json === true) return io.stdout(`${JSON.stringify({ ...model, card: card ?? null }, null, 2)}\n`)
      io.stdout(`${model.id}  (${model.replacedBy === undefined ? model.state : `replaced by ${model.replacedBy}`})\n`)
      io.stdout(`  judges   ${model.task}\n  size     ${sayBytes(model.bytes)}\n  licence  ${model.licence}\n  source   ${model.source}\n  digest   ${model.digest}\n  folder   ${model.folder}\n\nFiles\n`)
      io.stdout(textTable(model.files.map(({ path, bytes, sha256 }) => [path, sayBytes(bytes), sha256])))
      io.stdout(card === undefined ? '\nThe model has no card.\n' : `\n${card.trim()}\n`)
    })
}
