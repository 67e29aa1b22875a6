import { availableParallelism, cpus } from 'node:os'
import { Command } from 'commander'
import { assembleKnowledge } from '../../../core/knowledge/assemble-knowledge.ts'
import type { ModelSettings } from '../../../host/settings/model-settings.ts'
import type { BenchReport, BenchRow } from '../../../models/evaluation/bench-report.ts'
import { benchSignals } from '../../../models/evaluation/bench-signals.ts'
import { openSignals } from '../../../models/open-signals.ts'
import type { CliIo } from '../../cli-io.ts'
import { ProgressLine } from '../../report/progress-line.ts'
import { sayBytes } from '../../report/say-bytes.ts'
import { textTable } from '../../report/text-table.ts'
import { wholeNumber } from '../whole-number.ts'
import { asUserError } from './as-user-error.ts'
import { MODEL_OPTION, MODEL_OPTION_HELP, modelOption } from './model-option.ts'
import { modelSurroundings } from './model-surroundings.ts'

type Options = { readonly texts: number; readonly threads?: number; readonly model?: Partial<ModelSettings>; readonly json?: boolean }

/** `lumos models bench`: how fast the models are on this machine. */
export function benchCommand(io: CliIo): Command {
  return new Command('bench')
    .description('Measure how fast the models are on this machine: messages a second, waiting times, threads and memory. Takes a minute or two.')
    .option('--texts <number>', 'messages a load', wholeNumber(16, 100_000), 256)
    .option('--threads <number>', 'measure with this number of threads only (1, and as many as there are cores, without)', wholeNumber(1, 64))
    .option(MODEL_OPTION, MODEL_OPTION_HELP, modelOption)
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  lumos models bench\n  lumos models bench --texts 64 --threads 2 --json\n\nNothing is read from or kept in the cache, so every message is really computed.\n')
    .action(async (options: Options) => {
      const progress = new ProgressLine(io)
      try {
        const report = await bench(options, io, progress)
        progress.clear()
        io.stdout(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printBench(report))
      } catch (thrown) {
        throw asUserError(thrown)
      } finally {
        progress.clear()
      }
    })
}

async function bench({ texts, threads, model }: Options, io: CliIo, progress: ProgressLine): Promise<BenchReport> {
  const { weightsDir, spawnWorker, chosen } = modelSurroundings(io, model)
  const tried = threads === undefined ? [...new Set([1, availableParallelism()])] : [threads]
  const before = process.memoryUsage.rss()
  const rows: BenchRow[] = []
  let first: Pick<BenchReport, 'openMs' | 'firstSignalMs' | 'memoryBytes' | 'models'> | undefined
  for (const count of tried) {
    progress.show('Loading the models', 0, 0)
    const start = performance.now()
    const port = await openSignals({ weightsDir, spawnWorker, chosen, threads: count, knowledge: assembleKnowledge([]) })
    try {
      const opened = performance.now()
      await port.answer([{ kind: 'tone', text: 'I have been waiting for two weeks.' }])
      const answered = performance.now()
      rows.push(
        ...(await benchSignals(port, {
          texts,
          threads: count,
          now: () => performance.now(),
          ...(io.abort === undefined ? {} : { abort: io.abort }),
          onProgress: (done, total) => progress.show(`Measuring with ${count} ${count === 1 ? 'thread' : 'threads'}`, done, total),
        })),
      )
      first ??= { models: port.models, openMs: Math.round(opened - start), firstSignalMs: Math.round(answered - start), memoryBytes: Math.max(0, process.memoryUsage.rss() - before) }
    } finally {
      await port.close()
    }
  }
  const { openMs = 0, firstSignalMs = 0, memoryBytes = 0, models = [] } = first ?? {}
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version, platform: `${process.platform} ${process.arch}` }
  return { format: 1, machine, models, openMs, firstSignalMs, memoryBytes, rows }
}

function printBench({ machine, openMs, firstSignalMs, memoryBytes, rows }: BenchReport): string {
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}\n`,
    `Models open after ${openMs} ms, first signal after ${firstSignalMs} ms, memory of the worker ${sayBytes(memoryBytes)}\n\n`,
    textTable([
      ['messages', 'at once', 'threads', 'messages/s', 'median ms', 'p95 ms'],
      ...rows.map(({ messages, batch, threads, textsPerSecond, medianMs, p95Ms }) => [messages, String(batch), String(threads), textsPerSecond.toFixed(1), medianMs.toFixed(1), p95Ms.toFixed(1)]),
    ]),
  ].join('')
}
