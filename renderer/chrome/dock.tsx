import { ChevronDown, ChevronUp } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { HistoryList } from '../problems/history-list.tsx'
import { ProblemList } from '../problems/problem-list.tsx'
import { VariableList } from '../problems/variable-list.tsx'
import { Timeline } from '../simulate/timeline.tsx'
import { SpecView } from '../spec-view/spec-view.tsx'
import { useFindings } from '../state/findings-store.ts'
import { useView } from '../state/view-store.ts'
import type { DockTab } from '../state/view-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { shortcut } from './shortcut-text.ts'

const designTabs: readonly (readonly [DockTab, string])[] = [['problems', 'Problems'], ['spec', 'Spec (YAML)'], ['variables', 'Variables'], ['history', 'History']]
const simulateTabs: readonly (readonly [DockTab, string])[] = [['timeline', 'Timeline'], ['problems', 'Problems'], ['spec', 'Spec (YAML)']]

/** The place under the canvas. */
export function Dock() {
  const mode = useView((state) => state.mode)
  const dockOpen = useView((state) => state.dockOpen)
  const dockTab = useView((state) => state.dockTab)
  const set = useView((state) => state.set)
  const problems = useFindings((state) => state.findings.filter((finding) => finding.severity !== 'info').length)
  const errors = useFindings((state) => state.findings.some((finding) => finding.severity === 'error'))
  const tabs = mode === 'simulate' ? simulateTabs : designTabs
  const tab = tabs.some(([id]) => id === dockTab) && (mode !== 'simulate' || dockTab !== 'problems' || dockOpen) ? dockTab : (tabs[0]?.[0] ?? 'problems')
  const open = dockOpen || mode === 'simulate'
  return (
    <Tabs.Root
      value={tab}
      style={{ display: 'contents' }}
      onValueChange={(value) => {
        const chosen = tabs.find(([id]) => id === value)
        if (chosen !== undefined) set({ dockTab: chosen[0], dockOpen: true })
      }}
    >
      <div className="dock-bar">
        <Tabs.List className="tabs-list" aria-label="Dock">
          {tabs.map(([id, title]) => (
            <Tabs.Trigger key={id} value={id} className="tab" onClick={() => set({ dockTab: id, dockOpen: true })}>
              {title}
              {id === 'problems' && problems > 0 ? <span className={`badge ${errors ? 'error' : 'warning'}`}>{problems}</span> : null}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {mode === 'simulate' ? null : (
          <IconButton label={open ? 'Hide the dock' : 'Show the dock'} keys={shortcut('J')} side="top" onClick={() => set({ dockOpen: !dockOpen })}>
            {open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
          </IconButton>
        )}
      </div>
      <Tabs.Content value={tab} className="dock-body" tabIndex={-1} hidden={!open}>
        {!open ? null : tab === 'problems' ? <ProblemList /> : tab === 'spec' ? <SpecView /> : tab === 'variables' ? <VariableList /> : tab === 'history' ? <HistoryList /> : <Timeline />}
      </Tabs.Content>
    </Tabs.Root>
  )
}
