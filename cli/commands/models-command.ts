import { Command } from 'commander'
import { catalog } from '../../models/catalog.ts'
import type { CliIo } from '../cli-io.ts'

/** `lumos models`: the on-device models that judge texts. */
export function modelsCommand(io: CliIo): Command {
  const models = new Command('models').description('The on-device models that judge texts; nothing leaves this machine.')
  models
    .command('list')
    .description('List the models, what each judges, its size, licence and digest.')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  lumos models list\n  lumos models list --json\n')
    .action((options: { readonly json?: boolean }) => {
      const listed = catalog.map(({ id, task, licence, source, bytes, digest }) => ({ id, task, licence, source, bytes, digest }))
      if (options.json === true) return io.stdout(`${JSON.stringify(listed, null, 2)}\n`)
      for (const model of listed) io.stdout(`${model.id}\n  judges   ${model.task}\n  size     ${size(model.bytes)}\n  licence  ${model.licence}\n  source   ${model.source}\n  digest   ${model.digest.slice(0, 16)}\n`)
    })
  return models
}

function size(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`
}
