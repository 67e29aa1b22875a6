import { assertNever } from '../assert-never.ts'
import type { EngineCommand } from './engine-command.ts'

/** Where a subflow's run stands: `place` goes before its tasks and timers, `path` before its nodes. */
type Place = { readonly place: string; readonly path: string; readonly program: { readonly key: string } }

/** A command of a subflow as the ticket's driver gets it. */
export function placedCommand({ place, path, program }: Place, command: EngineCommand): EngineCommand {
  const workflow = program.key
  switch (command.kind) {
    case 'startAgent':
      return { ...command, taskId: `${place}${command.taskId}`, owner: { kind: command.owner.kind, id: `${path}${command.owner.id}` }, workflow }
    case 'startTool':
    case 'startHuman':
    case 'startApproval':
      return { ...command, taskId: `${place}${command.taskId}`, nodeId: `${path}${command.nodeId}`, workflow }
    case 'cancelTask':
      return { ...command, taskId: `${place}${command.taskId}` }
    case 'sendMessage':
      return { ...command, nodeId: `${path}${command.nodeId}` }
    case 'setTimer':
      return { ...command, timerId: `${place}${command.timerId}`, ...(command.calendar === undefined ? {} : { workflow }) }
    case 'cancelTimer':
      return { ...command, timerId: `${place}${command.timerId}` }
    case 'ticketStatus':
    case 'ticketPriority':
    case 'finish':
    case 'park':
      return command
    default:
      return assertNever(command)
  }
}
