import { Tooltip } from 'radix-ui'
import { useEffect } from 'react'
import type { AppInfo } from '../api/model.ts'
import { CommandPalette } from './chrome/command-palette.tsx'
import { DiskNotice } from './chrome/disk-notice.tsx'
import { listenToKeys } from './chrome/keys.ts'
import { StatusBar } from './chrome/status-bar.tsx'
import { Toasts } from './chrome/toasts.tsx'
import { TopBar } from './chrome/top-bar.tsx'
import { Workspace } from './chrome/workspace.tsx'
import { Dialogs } from './dialogs/dialogs.tsx'
import { OlderFormScreen } from './dialogs/older-form-screen.tsx'
import { UnreadableScreen } from './dialogs/unreadable-screen.tsx'
import { StartScreen } from './start/start-screen.tsx'
import { isUnsaved, useCurrentFlow } from './state/flow-store.ts'
import { titleOf } from './state/file-actions.ts'
import { useUnreadable } from './state/unreadable-store.ts'
import { useView } from './state/view-store.ts'

/** The whole window. */
export function App({ info }: { readonly info: AppInfo }) {
  const flow = useCurrentFlow()
  const showStart = useView((state) => state.showStart)
  const unreadable = useUnreadable((state) => state.file)
  useEffect(listenToKeys, [])
  useEffect(() => {
    document.title = flow === undefined ? 'LUMOS Studio' : `${isUnsaved(flow) ? '• ' : ''}${titleOf(flow)} – LUMOS Studio`
  }, [flow])
  return (
    <Tooltip.Provider skipDelayDuration={200}>
      <div className="app">
        <TopBar info={info} />
        {unreadable !== null || showStart ? null : <DiskNotice />}
        {unreadable?.older !== undefined ? <OlderFormScreen file={unreadable} older={unreadable.older} /> : unreadable !== null ? <UnreadableScreen file={unreadable} /> : showStart || flow === undefined ? <StartScreen /> : <Workspace />}
        <StatusBar />
      </div>
      <CommandPalette />
      <Dialogs />
      <Toasts />
    </Tooltip.Provider>
  )
}
