import type { AppEvent } from '../../api/model.ts'
import { assertNever } from '../../core/assert-never.ts'
import { host } from '../host.ts'
import { useDialog } from './dialog-store.ts'
import { chooseFlowFile, openFlowFile, openSmallest, saveCurrent, saveCurrentAs } from './file-actions.ts'
import { useFlows } from './flow-store.ts'
import { useView } from './view-store.ts'

/** Does what the shell asks for, until the window closes: commands of the menu bar, and files opened from outside. */
export async function followShell(): Promise<void> {
  try {
    for await (const event of host().stream('app.events', {})) answer(event)
  } catch {
    // The shell is gone, and with it whoever could ask.
  }
}

/** Does one thing that the shell asks for; commands wait while a question stands over the window. */
export function answer(event: AppEvent): void {
  if (event.kind === 'openFile') return void openFlowFile(event.path)
  if (useDialog.getState().dialog !== null) return
  const { set } = useView.getState()
  const hasFlow = useFlows.getState().currentId !== null
  switch (event.command) {
    case 'newFlow':
      return void openSmallest()
    case 'openFlow':
      return void chooseFlowFile()
    case 'saveFlow':
      return void saveCurrent()
    case 'saveFlowAs':
      return void saveCurrentAs()
    case 'exportFlow':
      return hasFlow ? set({ mode: 'publish', showStart: false }) : undefined
    case 'openSettings':
      return set({ settingsOpen: true })
    default:
      return assertNever(event.command)
  }
}
