import { useReactFlow, useStoreApi } from '@xyflow/react'
import type { Viewport } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useSelection } from '../state/selection-store.ts'
import { useView } from '../state/view-store.ts'
import type { CanvasNode } from './canvas-model.ts'

/** Below this zoom the words on cards can no longer be read. */
const readable = 0.62
/** Down to this zoom the titles of cards still can; a flow that needs less opens at its beginning. */
const smallest = 0.35
const atBeginning = 0.5
const margin = 32

/** Brings into view what was asked for; while the canvas is a small picture it shows all, and returns to where it was. */
export function useRevealing(ready: boolean, docId: string | undefined, compact: boolean): void {
  const flow = useReactFlow<CanvasNode>()
  const store = useStoreApi()
  const asked = useSelection((state) => state.reveal)
  const views = useRef(new Map<string, Viewport>())
  const shown = useRef<string | undefined>(undefined)

  /** A flow opens whole where it can be read so; a wide one opens at its beginning. */
  const openAtStart = useCallback(() => {
    const { width, height } = store.getState()
    const bounds = flow.getNodesBounds(flow.getNodes())
    const whole = Math.min((width - 2 * margin) / bounds.width, (height - 2 * margin) / bounds.height)
    if (whole >= smallest) return void flow.fitView({ padding: 0.06, maxZoom: 1 })
    const zoom = Math.min(1, Math.max(atBeginning, (height - 2 * margin) / bounds.height))
    const start = flow.getNodes().find((node) => node.type === 'card' && node.data.card.kind === 'start')
    const middle = bounds.height * zoom <= height ? bounds.y + bounds.height / 2 : start === undefined ? bounds.y : start.position.y + 140
    void flow.setViewport({ x: margin - bounds.x * zoom, y: height / 2 - middle * zoom, zoom })
  }, [flow, store])

  useEffect(() => {
    if (!ready || docId === undefined || shown.current === docId) return
    if (shown.current !== undefined) views.current.set(shown.current, flow.getViewport())
    shown.current = docId
    const known = views.current.get(docId)
    const frame = requestAnimationFrame(() => {
      if (known === undefined) openAtStart()
      else void flow.setViewport(known)
      useView.getState().set({ zoom: flow.getZoom() })
    })
    return () => cancelAnimationFrame(frame)
  }, [ready, docId, flow, openAtStart])

  const answered = useRef(asked?.asked ?? 0)
  useEffect(() => {
    if (!ready || asked === null || asked.asked === answered.current) return
    answered.current = asked.asked
    const frame = requestAnimationFrame(() => {
      const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180
      if (asked.nodes.length === 0) return void flow.fitView({ padding: 0.06, maxZoom: 1, duration })
      void flow.fitView({ nodes: asked.nodes.map((id) => ({ id })), padding: 0.3, maxZoom: Math.max(readable, Math.min(1.1, flow.getZoom())), duration })
    })
    return () => cancelAnimationFrame(frame)
  }, [ready, asked, flow])

  const full = useRef<Viewport | null>(null)
  const wasCompact = useRef(compact)
  useEffect(() => {
    if (wasCompact.current === compact) return
    wasCompact.current = compact
    if (compact) full.current = flow.getViewport()
    // The picture changes its size with the step, and React Flow measures a moment later.
    const timer = setTimeout(() => {
      if (compact) void flow.fitView({ padding: 0.04 })
      else if (full.current !== null) void flow.setViewport(full.current)
    }, 60)
    return () => clearTimeout(timer)
  }, [compact, flow])
}
