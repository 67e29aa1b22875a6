import { text as readAll } from 'node:stream/consumers'
import { exitCodes } from './cli-io.ts'
import { runCli } from './run-cli.ts'

/** Runs the command line in this process; Ctrl-C stops it cleanly, a second one at once. */
export async function main(argv: readonly string[]): Promise<void> {
  const abort = new AbortController()
  const stop = (): void => {
    if (abort.signal.aborted) process.exit(exitCodes.stopped)
    abort.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // `lumos ... | head` closes our output early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok)
  })
  process.exitCode = await runCli(argv, {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTTY: process.stderr.isTTY === true,
    cwd: process.cwd(),
    stdin: () => readAll(process.stdin),
    abort: abort.signal,
  })
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
}
