import { Command } from 'commander'
import { DEFAULT_HUB, pullModel } from '../../../models/pull-model.ts'
import type { CliIo } from '../../cli-io.ts'
import { ProgressLine } from '../../report/progress-line.ts'
import { sayBytes } from '../../report/say-bytes.ts'
import { asUserError } from './as-user-error.ts'
import { modelSurroundings } from './model-surroundings.ts'

type Options = { readonly revision: string; readonly endpoint?: string; readonly json?: boolean }

/** `lumos models pull`: the one command that asks a model hub. */
export function pullCommand(io: CliIo): Command {
  return new Command('pull')
    .description('Download a model from a hub into your models folder. The only command that asks the network; nothing about your texts is sent.')
    .argument('<id>', 'the model, as owner/name')
    .option('--revision <name>', 'a branch, tag or commit', 'main')
    .option('--endpoint <url>', `the address of the hub or a mirror (HF_ENDPOINT; ${DEFAULT_HUB} without)`)
    .option('--json', 'print the manifest as JSON')
    .addHelpText(
      'after',
      `
Examples:
  lumos models pull Xenova/all-MiniLM-L6-v2
  HF_ENDPOINT=https://mirror.example lumos models pull Xenova/all-MiniLM-L6-v2 --revision main

Fetched are config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx (or onnx/model.onnx), and the card and
licence where the model has them. They lie in the models folder of your data folder; LUMOS_DATA_DIR names another.
`,
    )
    .action(async (id: string, options: Options) => {
      const progress = new ProgressLine(io)
      const endpoint = options.endpoint ?? (io.env ?? process.env)['HF_ENDPOINT'] ?? DEFAULT_HUB
      try {
        const { folder, manifest } = await pullModel({
          id,
          endpoint,
          revision: options.revision,
          modelsDir: modelSurroundings(io).modelsDir,
          pulledAt: new Date().toISOString(),
          ...(io.abort === undefined ? {} : { abort: io.abort }),
          onProgress: (path, done, total) => progress.show(`Pulling ${path} (${sayBytes(done)})`, done, total),
        })
        progress.clear()
        if (options.json === true) return io.stdout(`${JSON.stringify({ folder, ...manifest }, null, 2)}\n`)
        const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
        io.stdout(`Pulled ${id} (${manifest.files.length} files, ${sayBytes(bytes)}, revision ${manifest.revision.slice(0, 12)}) into ${folder}\n`)
      } catch (thrown) {
        throw asUserError(thrown)
      } finally {
        progress.clear()
      }
    })
}
