import { fileURLToPath } from 'node:url'
import { runCli } from '../../cli/run-cli.ts'
import type { CliIo } from '../../cli/cli-io.ts'

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** What one command line did. */
export type CliRun = { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

/** Runs one command line in this process. */
export async function lumos(argv: readonly string[], io: Partial<CliIo> = {}): Promise<CliRun> {
  let stdout = ''
  let stderr = ''
  const exitCode = await runCli(argv, {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    isTTY: false,
    cwd: projectRoot,
    ...io,
  })
  return { exitCode, stdout, stderr }
}
