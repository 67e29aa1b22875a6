import { Canvas } from '../canvas/canvas.tsx'
import { DecideMain } from '../decide/decide-main.tsx'
import { DecideLeft } from '../decide/decide-left.tsx'
import { DecideRight } from '../decide/decide-right.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import { Palette } from '../palette/palette.tsx'
import { PublishLeft } from '../publish/publish-left.tsx'
import { PublishMain } from '../publish/publish-main.tsx'
import { RunPanel } from '../simulate/run-panel.tsx'
import { TicketPanel } from '../simulate/ticket-panel.tsx'
import { useFlows } from '../state/flow-store.ts'
import { rememberSizes } from '../state/settings.ts'
import { useView } from '../state/view-store.ts'
import { Dock } from './dock.tsx'
import { Splitter } from './splitter.tsx'

/** The canvas and, around it, the panels of the current step. */
export function Workspace() {
  const title = useFlows((state) => {
    const metadata = state.flows.find((flow) => flow.docId === state.currentId)?.history.present.workflow.metadata
    return metadata?.title ?? metadata?.name ?? ''
  })
  const mode = useView((state) => state.mode)
  const sizes = useView((state) => state.sizes)
  const leftOpen = useView((state) => state.leftOpen)
  const rightOpen = useView((state) => state.rightOpen)
  const dockOpen = useView((state) => state.dockOpen)
  const set = useView((state) => state.set)
  const remember = (): void => rememberSizes(useView.getState().sizes)
  const hasRight = mode !== 'publish'
  const hasDock = mode === 'design' || mode === 'simulate'
  const left = leftOpen ? sizes.left : 0
  const right = hasRight && rightOpen ? sizes.right : 0
  const dock = hasDock ? (dockOpen || mode === 'simulate' ? sizes.dock : 36) : 0
  return (
    <main className="workspace" data-mode={mode} data-right-closed={!rightOpen} style={{ '--left-w': `${left}px`, '--right-w': `${right}px`, '--dock-h': `${dock}px` }}>
      <h1 className="visually-hidden">{title}</h1>
      <aside className="workspace-left" data-closed={!leftOpen} aria-label="Left panel">
        {mode === 'design' ? <Palette /> : mode === 'simulate' ? <RunPanel /> : mode === 'decide' ? <DecideLeft /> : <PublishLeft />}
        <Splitter label="Width of the left panel" axis="x" direction={1} value={sizes.left} min={220} max={480} onChange={(value) => set({ sizes: { ...sizes, left: value } })} onDone={remember} />
      </aside>
      <section className="workspace-canvas" aria-label="Canvas">
        <Canvas compact={mode === 'decide' || mode === 'publish'} />
      </section>
      {mode === 'decide' || mode === 'publish' ? <section className="workspace-main">{mode === 'decide' ? <DecideMain /> : <PublishMain />}</section> : null}
      {hasRight ? (
        <aside className="workspace-right" data-closed={!rightOpen} aria-label="Right panel">
          {mode === 'design' ? <Inspector /> : mode === 'simulate' ? <TicketPanel /> : <DecideRight />}
          <Splitter label="Width of the right panel" axis="x" direction={-1} value={sizes.right} min={260} max={560} onChange={(value) => set({ sizes: { ...sizes, right: value } })} onDone={remember} />
        </aside>
      ) : null}
      {hasDock ? (
        <section className="workspace-dock" data-closed={!dockOpen && mode !== 'simulate'} aria-label="Dock">
          <Splitter label="Height of the dock" axis="y" direction={-1} value={sizes.dock} min={120} max={520} onChange={(value) => set({ sizes: { ...sizes, dock: value }, dockOpen: true })} onDone={remember} />
          <Dock />
        </section>
      ) : null}
    </main>
  )
}
