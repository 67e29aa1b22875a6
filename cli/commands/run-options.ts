import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { WrittenProblem } from '../../core/simulation/what-if/kpi-reference.ts'
import type { ReplicationThreads } from '../../host/jobs/simulate-in-threads.ts'
import { spawnReplicationWorker } from '../../host/jobs/spawn-replication-worker.ts'
import { userError } from '../../host/user-error.ts'
import { checkRedactOption, redactWords } from './redact-option.ts'
import { wholeNumber } from './whole-number.ts'

/** Adds the options of every command that runs tickets through a flow. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--tickets <file>', 'the tickets: CSV or JSON Lines, gzipped or not; needed unless the scenario names them')
    .option('--knowledge <path>', 'the articles: a folder of Markdown and HTML, or a JSON Lines file')
    .option('--seed <number>', 'seed of the random numbers', wholeNumber(0, 0xffff_ffff))
    .option('--replications <number>', 'how often each run is repeated for the intervals', wholeNumber(1, 200))
    .option('--embedding-model <model>', 'the sentence encoder: shipped, owner/name of a pulled model, or a folder; else the one chosen in the settings')
    .option('--tone-model <model>', 'the judge of tone: shipped, owner/name of a pulled model, or a folder; else the one chosen in the settings')
    .option('--redact [kinds]', `take personal data out before anything is simulated or stored: ${redactWords}; without a list all but IP addresses`, checkRedactOption)
}

/** Threads for replications, where more than one is asked for. */
export function threadsOf({ workers = 1 }: { readonly workers?: number }): ReplicationThreads | null {
  return workers === 1 ? null : { count: workers, spawn: spawnReplicationWorker }
}

/** The option of commands that can run replications in several threads. */
export const workersOption = ['--workers <number>', 'threads that run replications; default 1: starting more takes seconds and pays only for long runs. The result is the same', wholeNumber(1, 64)] as const

/** Collects the values of an option that may be given more than once. */
export function several(text: string, before: readonly string[] | undefined): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.')
  return [...(before ?? []), text]
}

/** What was written, or an error in a sentence that names the option. */
export function accepted<T extends object>(option: string, read: T | WrittenProblem): T {
  if (!isProblem(read)) return read
  const { message, hint, at } = read
  throw userError('option.invalid', at === undefined ? `${option}: ${message}` : `${option}, column ${at.column}: ${message}\n         ${at.text}\n         ${' '.repeat(at.column - 1)}^`, hint)
}

function isProblem<T extends object>(read: T | WrittenProblem): read is WrittenProblem {
  return 'kind' in read && read.kind === 'problem'
}
