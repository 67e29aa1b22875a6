import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { checkFlowFile } from '../../host/flow/check-flow-file.ts'
import { exportFlow, writeBundle } from '../../host/flow/export-flow.ts'
import { layoutPathFor } from '../../host/files/layout-path.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printFindings } from '../report/print-findings.ts'

/** `lumos export`: writes what other programs take a flow over by. */
export function exportCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('export')
    .description('Write a flow as a bundle: YAML as written, canonical JSON, JSON Schema, layout, digest, manifest.')
    .argument('<flow>', 'the flow file (.lumos.yaml)')
    .addOption(new Option('--to <target>', 'what to write').choices(['lumos']).default('lumos'))
    .requiredOption('--out <dir>', 'the folder to write into, always needed; it is made where it is missing')
    .addHelpText('after', '\nExample:\n  lumos export support.lumos.yaml --to lumos --out release/\n\nA flow with errors is not exported (exit code 1).\n')
    .action(async (flow: string, options: { readonly out: string }) => {
      const path = resolve(io.cwd, flow)
      const { text, examples, files } = await checkFlowFile(path)
      const layoutText = await readFile(layoutPathFor(path), 'utf8').catch(() => null)
      const exported = exportFlow(text, layoutText, examples, files)
      if (exported.kind === 'refused') {
        io.stderr(`${printFindings(flow, exported.findings)}Nothing was written: repair the errors first.\n`)
        return finish(exitCodes.findings)
      }
      const written = await writeBundle(exported.bundle, resolve(io.cwd, options.out))
      io.stdout(`${written.map((file) => relative(io.cwd, file)).join('\n')}\n${exported.bundle.digest}\n`)
    })
}
