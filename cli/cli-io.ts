import type { AbortLike } from '../core/signals/signal-port.ts'

/** What the command line has of its surroundings; tests give their own. */
export type CliIo = {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Whether stderr is a terminal: progress is shown there and nowhere else. */
  readonly isTTY: boolean
  readonly cwd: string
  /** Everything that comes in on standard input. */
  readonly stdin?: () => Promise<string>
  /** The environment's variables; this process's own where they are left out. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Aborts at Ctrl-C. */
  readonly abort?: AbortLike
}

/** How a command ended, for scripts. */
export const exitCodes = { ok: 0, findings: 1, cannotRead: 2, ourMistake: 3, stopped: 130 } as const
