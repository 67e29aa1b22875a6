import { useReactFlow } from '@xyflow/react'
import { LayoutGrid, Maximize, Minus, Plus, Redo2, Route, Undo2 } from 'lucide-react'
import { arrangeFlow } from '../state/flow-actions.ts'
import { redoEdit, undoEdit, useCurrentFlow } from '../state/flow-store.ts'
import { useView } from '../state/view-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { shortcut } from '../chrome/shortcut-text.ts'

/** Zoom, fit, arrange and history, at the foot of the canvas. */
export function CanvasTools() {
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow()
  const flow = useCurrentFlow()
  const zoom = useView((state) => state.zoom)
  const editable = useView((state) => state.mode === 'design')
  const errorRoutes = useView((state) => state.showErrorRoutes)
  const set = useView((state) => state.set)
  return (
    <div className="canvas-tools" role="toolbar" aria-label="Canvas">
      <IconButton label="Zoom out" side="top" onClick={() => void zoomOut()}>
        <Minus size={16} />
      </IconButton>
      <button type="button" className="zoom" aria-label={`${Math.round(zoom * 100)} %, zoom to 100 %`} onClick={() => void zoomTo(1)}>
        {Math.round(zoom * 100)} %
      </button>
      <IconButton label="Zoom in" side="top" onClick={() => void zoomIn()}>
        <Plus size={16} />
      </IconButton>
      <IconButton label="Fit the whole flow" keys={shortcut('1', 'shift')} side="top" onClick={() => void fitView({ padding: 0.06, maxZoom: 1 })}>
        <Maximize size={15} />
      </IconButton>
      <span className="bar" />
      <IconButton label={errorRoutes ? 'Hide error routes' : 'Show error routes'} pressed={errorRoutes} side="top" onClick={() => set({ showErrorRoutes: !errorRoutes })}>
        <Route size={16} />
      </IconButton>
      {editable ? (
        <>
          <IconButton label="Arrange the cards" side="top" onClick={arrangeFlow}>
            <LayoutGrid size={15} />
          </IconButton>
          <span className="bar" />
          <IconButton label="Undo" keys={shortcut('Z')} side="top" disabled={flow === undefined || flow.history.past.length === 0} onClick={undoEdit}>
            <Undo2 size={16} />
          </IconButton>
          <IconButton label="Redo" keys={shortcut('Z', 'shift')} side="top" disabled={flow === undefined || flow.history.future.length === 0} onClick={redoEdit}>
            <Redo2 size={16} />
          </IconButton>
        </>
      ) : null}
    </div>
  )
}
