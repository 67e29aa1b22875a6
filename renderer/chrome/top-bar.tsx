import { ChartNoAxesCombined, ChevronDown, Command, PackageCheck, PanelLeft, PanelRight, PenTool, Play, Plus, X } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { AppInfo } from '../../api/model.ts'
import { closeFlow, titleOf } from '../state/file-actions.ts'
import { isUnsaved, showFlow, useFlows } from '../state/flow-store.ts'
import { clearSelection } from '../state/selection-store.ts'
import { modes, useView } from '../state/view-store.ts'
import type { Mode } from '../state/view-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Tip } from '../ui/tip.tsx'
import { AppMenu } from './app-menu.tsx'
import { Logo } from './logo.tsx'
import { shortcut } from './shortcut-text.ts'

const modeLooks: Readonly<Record<Mode, { readonly title: string; readonly icon: LucideIcon; readonly help: string }>> = {
  design: { title: 'Design', icon: PenTool, help: 'Draw the flow' },
  simulate: { title: 'Simulate', icon: Play, help: 'Run your tickets through it' },
  decide: { title: 'Decide', icon: ChartNoAxesCombined, help: 'See what it does to your desk' },
  publish: { title: 'Publish', icon: PackageCheck, help: 'Check and export it' },
}

/** The bar on top: the open flows, and the four steps of the journey. */
export function TopBar({ info }: { readonly info: AppInfo }) {
  const flows = useFlows((state) => state.flows)
  const currentId = useFlows((state) => state.currentId)
  const mode = useView((state) => state.mode)
  const showStart = useView((state) => state.showStart)
  const hint = useView((state) => state.simulateHint)
  const leftOpen = useView((state) => state.leftOpen)
  const rightOpen = useView((state) => state.rightOpen)
  const set = useView((state) => state.set)
  const working = currentId !== null && !showStart
  return (
    <header className="top-bar">
      <div className="top-left">
        <AppMenu info={info}>
          <button type="button" className="brand" aria-label="LUMOS menu">
            <Logo />
            <span>LUMOS</span>
            <ChevronDown size={14} color="var(--text-3)" aria-hidden />
          </button>
        </AppMenu>
        <nav className="doc-tabs" aria-label="Open flows">
          {flows.map((flow) => (
            <div className="doc-tab" key={flow.docId} data-current={working && flow.docId === currentId}>
              <button
                type="button"
                title={flow.path ?? 'Not saved yet'}
                aria-current={working && flow.docId === currentId ? 'true' : undefined}
                onClick={() => {
                  showFlow(flow.docId)
                  clearSelection()
                  set({ showStart: false })
                }}
                onAuxClick={(event) => (event.button === 1 ? void closeFlow(flow.docId) : undefined)}
              >
                {titleOf(flow)}
              </button>
              {isUnsaved(flow) ? <span className="unsaved" role="img" aria-label="Unsaved changes" title="Unsaved changes" /> : null}
              <button type="button" className="close" aria-label={`Close ${titleOf(flow)}`} onClick={() => void closeFlow(flow.docId)}>
                <X size={13} />
              </button>
            </div>
          ))}
          <IconButton label="New or open" onClick={() => set({ showStart: true })}>
            <Plus size={16} />
          </IconButton>
        </nav>
      </div>
      <nav className="modes" aria-label="Steps">
        {modes.map((each, index) => {
          const { title, icon: Icon, help } = modeLooks[each]
          const current = working && each === mode
          return (
            <Tip key={each} text={help} keys={shortcut(String(index + 1))}>
              <button type="button" className={each === 'simulate' && hint && mode === 'design' ? 'mode hinted' : 'mode'} aria-current={current ? 'page' : undefined} disabled={currentId === null} onClick={() => set({ mode: each, showStart: false, ...(each === 'simulate' ? { simulateHint: false } : {}) })}>
                <Icon size={14} aria-hidden />
                {title}
              </button>
            </Tip>
          )
        })}
      </nav>
      <div className="top-right">
        {working ? (
          <>
            <IconButton label={leftOpen ? 'Hide the left panel' : 'Show the left panel'} keys={shortcut('B')} pressed={leftOpen} className="panel-toggle" onClick={() => set({ leftOpen: !leftOpen })}>
              <PanelLeft size={16} />
            </IconButton>
            {mode === 'publish' ? null : (
              <IconButton label={rightOpen ? 'Hide the right panel' : 'Show the right panel'} pressed={rightOpen} className="panel-toggle" onClick={() => set({ rightOpen: !rightOpen })}>
                <PanelRight size={16} />
              </IconButton>
            )}
          </>
        ) : null}
        <IconButton label="Commands and cards" keys={shortcut('K')} onClick={() => set({ paletteOpen: true })}>
          <Command size={16} />
        </IconButton>
      </div>
    </header>
  )
}
