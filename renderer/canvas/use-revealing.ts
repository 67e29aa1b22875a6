import { useReactFlow } from '@xyflow/react'
import type { Viewport } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useSelection } from '../state/selection-store.ts'

/** Brings into view what was asked for; while the canvas is a small picture it shows all, and returns to where it was. */
export function useRevealing(ready: boolean, docId: string | undefined, compact: boolean): void {
  const flow = useReactFlow()
  const asked = useSelection((state) => state.reveal)
  const views = useRef(new Map<string, Viewport>())
  const shown = useRef<string | undefined>(undefined)

  useEffect(() => {
    if (!ready || docId === undefined || shown.current === docId) return
    if (shown.current !== undefined) views.current.set(shown.current, flow.getViewport())
    shown.current = docId
    const known = views.current.get(docId)
    const frame = requestAnimationFrame(() => (known === undefined ? void flow.fitView({ padding: 0.06, maxZoom: 1 }) : void flow.setViewport(known)))
    return () => cancelAnimationFrame(frame)
  }, [ready, docId, flow])

  useEffect(() => {
    if (!ready || asked === null) return
    const frame = requestAnimationFrame(() => {
      const nodes = asked.nodes.map((id) => ({ id }))
      const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180
      void flow.fitView(nodes.length === 0 ? { padding: 0.06, maxZoom: 1, duration } : { nodes, padding: 0.3, maxZoom: Math.max(0.8, Math.min(1.1, flow.getZoom())), duration })
    })
    return () => cancelAnimationFrame(frame)
  }, [ready, asked, flow])

  const full = useRef<Viewport | null>(null)
  useEffect(() => {
    if (compact) full.current = flow.getViewport()
    const frame = requestAnimationFrame(() => {
      if (compact) void flow.fitView({ padding: 0.04 })
      else if (full.current !== null) void flow.setViewport(full.current)
    })
    return () => cancelAnimationFrame(frame)
  }, [compact, flow])
}
