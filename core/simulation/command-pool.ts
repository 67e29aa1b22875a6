import type { EngineCommand } from '../engine/engine-command.ts'

/**
 * Keeps one of all commands that say the same, and one of all lists of them: most tickets are told the same things, and what is
 * shared stays in the processor's caches. The idempotency key, which nobody in a simulation looks at, is the first ticket's.
 */
export class CommandPool {
  readonly #commands = new Map<string, { readonly command: EngineCommand; readonly id: number }>()
  readonly #lists = new Map<string, readonly EngineCommand[]>()
  readonly #codes = new Map<string, readonly number[]>()

  /** The list that stands for this one. */
  list(commands: readonly EngineCommand[]): readonly EngineCommand[] {
    let name = ''
    let unique = false
    const shared = commands.map((command) => {
      const key = keyOf(command)
      if (key === null) {
        unique = true
        return command
      }
      let known = this.#commands.get(key)
      if (known === undefined) this.#commands.set(key, known = { command, id: this.#commands.size })
      name += `${known.id},`
      return known.command
    })
    if (unique) return shared
    const known = this.#lists.get(name)
    if (known !== undefined) return known
    this.#lists.set(name, shared)
    return shared
  }

  /** The codes that stand for these. */
  codes(codes: readonly number[]): readonly number[] {
    const name = codes.join()
    const known = this.#codes.get(name)
    if (known !== undefined) return known
    this.#codes.set(name, codes)
    return codes
  }
}

/** What a command says, where that is short; null for one that few tickets share. */
function keyOf(command: EngineCommand): string | null {
  switch (command.kind) {
    case 'startAgent':
      return isEmpty(command.input) ? `a\u0000${command.taskId}\u0000${command.owner.kind}\u0000${command.owner.id}\u0000${command.agentId}\u0000${command.visit}\u0000${command.attempt}\u0000${command.workflow ?? ''}` : null
    case 'startTool':
      return isEmpty(command.input) ? `t\u0000${command.taskId}\u0000${command.nodeId}\u0000${command.toolId}\u0000${command.visit}\u0000${command.attempt}\u0000${command.workflow ?? ''}` : null
    case 'startHuman':
      return `h\u0000${command.taskId}\u0000${command.nodeId}\u0000${command.visit}\u0000${command.task}\u0000${command.team}\u0000${command.outcomes.join()}\u0000${command.carry.join()}\u0000${command.workflow ?? ''}`
    case 'setTimer':
      return `s\u0000${command.timerId}\u0000${command.delayMs}\u0000${command.calendar ?? ''}\u0000${command.workflow ?? ''}`
    case 'cancelTimer':
      return `c\u0000${command.timerId}`
    case 'cancelTask':
      return `x\u0000${command.taskId}\u0000${command.reason}`
    case 'ticketStatus':
      return `u\u0000${command.status}`
    case 'ticketPriority':
      return `p\u0000${command.priority}`
    case 'finish':
      return `f\u0000${command.outcome}`
    default:
      return null
  }
}

function isEmpty(record: object): boolean {
  for (const _name in record) return false
  return true
}
