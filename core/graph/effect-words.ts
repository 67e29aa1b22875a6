import type { ToolSpec } from '../spec/workflow.ts'

/** What a tool does to the world, as the end of "which …". */
export const effectWords: Readonly<Record<ToolSpec['effect'], string>> = {
  read: 'only reads', write: 'changes data', external: 'acts outside', destructive: 'cannot be undone',
}
