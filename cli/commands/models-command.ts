import { Command } from 'commander'
import type { CliIo } from '../cli-io.ts'
import { benchCommand } from './models/bench-command.ts'
import { evalCommand } from './models/eval-command.ts'
import { infoCommand } from './models/info-command.ts'
import { listCommand } from './models/list-command.ts'
import { pullCommand } from './models/pull-command.ts'

/** `lumos models`: the on-device models that judge texts. */
export function modelsCommand(io: CliIo): Command {
  return new Command('models')
    .description('The on-device models that judge texts; only "pull" ever asks the network, and only for the model that you name.')
    .addCommand(listCommand(io))
    .addCommand(infoCommand(io))
    .addCommand(pullCommand(io))
    .addCommand(benchCommand(io))
    .addCommand(evalCommand(io))
}
