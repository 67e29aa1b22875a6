import { Background, BackgroundVariant, ConnectionLineType, MiniMap, Panel, ReactFlow, ReactFlowProvider, SelectionMode, applyNodeChanges, useReactFlow, useStoreApi } from '@xyflow/react'
import type { Connection, EdgeChange, NodeChange } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { DragEvent } from 'react'
import { connect, moveNodes } from '../../core/document/edit-nodes.ts'
import type { Point } from '../../core/document/edit-nodes.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { addFromPalette, paletteDragType } from '../palette/add-from-palette.ts'
import { useWholeWorkflow } from '../state/files-around.ts'
import { edit, finishGesture, useCurrentFlow } from '../state/flow-store.ts'
import { clearSelection, select, useSelection } from '../state/selection-store.ts'
import { useView } from '../state/view-store.ts'
import { canvasModel, canvasSummary } from './canvas-model.ts'
import type { CanvasNode, WayEdge } from './canvas-model.ts'
import { CanvasTools } from './canvas-tools.tsx'
import { BandView, FrameView } from './ground-nodes.tsx'
import { NodeCard } from './node-card.tsx'
import { moveNotes, notePrefix } from './edit-notes.ts'
import { NoteView } from './note-node.tsx'
import { placedLayout } from './placed-layout.ts'
import { TriggerView } from './trigger-node.tsx'
import { useShowsCounts } from './use-flow-counts.ts'
import { useRevealing } from './use-revealing.ts'
import { WayEdgeView } from './way-edge.tsx'

const nodeTypes = { card: NodeCard, trigger: TriggerView, frame: FrameView, band: BandView, note: NoteView }
const edgeTypes = { way: WayEdgeView }
const triggerPrefix = 'trigger.'
const noFocus: ReadonlySet<string> = new Set()

/** The flow as cards and ways, in every mode. */
export function Canvas({ compact = false }: { readonly compact?: boolean }) {
  return (
    <ReactFlowProvider>
      <CanvasInside compact={compact} />
    </ReactFlowProvider>
  )
}

function CanvasInside({ compact }: { readonly compact: boolean }) {
  const flow = useCurrentFlow()
  const document = flow?.history.present
  const footer = useShowsCounts()
  const errorRoutes = useView((state) => state.showErrorRoutes)
  const editable = useView((state) => state.mode === 'design')
  const far = useView((state) => (state.zoom < 0.3 ? 'very' : state.zoom < 0.56))
  const selectedNodes = useSelection((state) => state.nodes)
  const selectedEdges = useSelection((state) => state.edges)
  const selectedTrigger = useSelection((state) => state.trigger)
  const litEdges = useSelection((state) => state.litEdges)
  const focus = useMemo(() => (selectedNodes.length === 0 ? noFocus : new Set(selectedNodes)), [selectedNodes])
  const layout = useMemo(() => (document === undefined ? undefined : placedLayout(document)), [document])
  const workflow = useWholeWorkflow(document, flow?.path ?? null)
  const model = useMemo(() => (workflow === undefined || layout === undefined ? { nodes: [], edges: [] } : canvasModel(workflow, layout, { footer, errorRoutes, focus })), [workflow, layout, footer, errorRoutes, focus])
  const [nodes, setNodes] = useState<readonly CanvasNode[]>([])
  useEffect(() => setNodes(model.nodes), [model])
  const { screenToFlowPosition } = useReactFlow()
  const store = useStoreApi()
  useRevealing(nodes.length > 0, flow?.docId, compact)

  const shownNodes = useMemo((): CanvasNode[] => {
    const chosen = new Set([...selectedNodes, ...(selectedTrigger === null ? [] : [`${triggerPrefix}${selectedTrigger}`])])
    return nodes.map((node) => ((node.selected ?? false) === chosen.has(node.id) ? node : { ...node, selected: chosen.has(node.id) }))
  }, [nodes, selectedNodes, selectedTrigger])
  const shownEdges = useMemo(
    () =>
      model.edges.map((edge) => {
        const selected = selectedEdges.includes(edge.id)
        const className = litEdges.has(edge.id) ? `${edge.className ?? ''} lit` : footer && edge.className === undefined ? 'flowing' : edge.className
        return selected || className !== edge.className ? { ...edge, selected, className } : edge
      }),
    [model.edges, selectedEdges, litEdges, footer],
  )

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    const choice = changes.filter((change) => change.type === 'select')
    if (choice.length > 0) chooseNodes(choice)
    const others = changes.filter((change) => change.type !== 'select' && change.type !== 'remove')
    if (others.length > 0) setNodes((old) => applyNodeChanges(others, [...old]))
  }, [])
  const onEdgesChange = useCallback((changes: EdgeChange<WayEdge>[]) => {
    const choice = changes.filter((change) => change.type === 'select')
    if (choice.length === 0) return
    const { edges: before, nodes: kept, trigger } = useSelection.getState()
    const next = new Set(before)
    for (const change of choice) if (change.selected) next.add(change.id)
    else next.delete(change.id)
    if (next.size !== before.length || choice.some((change) => change.selected)) select({ nodes: kept, trigger, edges: [...next] })
  }, [])
  const onDragStop = useCallback((_event: unknown, _node: unknown, dragged: readonly CanvasNode[]) => {
    const places = Object.fromEntries(dragged.filter((node) => node.type === 'card').map((node): [string, Point] => [node.id, [node.position.x, node.position.y]]))
    const notes = Object.fromEntries(dragged.filter((node) => node.type === 'note').map((node): [string, Point] => [node.id.slice(notePrefix.length), [node.position.x, node.position.y]]))
    edit(dragged.length === 1 ? 'Move card' : 'Move cards', (present) => moveNotes(moveNodes(present, places), notes))
    finishGesture()
  }, [])
  const onConnect = useCallback((link: Connection) => {
    const { source, sourceHandle, target } = link
    if (sourceHandle !== null) edit('Connect', (present) => connect(present, source, sourceHandle, target))
  }, [])
  const onReconnect = useCallback((old: WayEdge, link: Connection) => {
    const { source, sourceHandle, target } = link
    if (sourceHandle === null) return
    edit('Reconnect', (present) => {
      const cut = source === old.source && sourceHandle === old.sourceHandle ? present : connect(present, old.source, old.sourceHandle ?? 'then', undefined)
      return connect(cut, source, sourceHandle, target)
    })
  }, [])
  const onDrop = useCallback(
    (event: DragEvent) => {
      const item = event.dataTransfer.getData(paletteDragType)
      if (item === '') return
      event.preventDefault()
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
      addFromPalette(item, [at.x - 128, at.y - 28])
    },
    [screenToFlowPosition],
  )
  const onZoom = useCallback(() => (compact ? undefined : useView.getState().set({ zoom: store.getState().transform[2] })), [store, compact])

  return (
    <div className="canvas" data-compact={compact} data-far={far} role="region" aria-label={document === undefined ? 'Canvas' : `Canvas: ${canvasSummary(document.workflow)}`}>
      <ReactFlow<CanvasNode, WayEdge>
        nodes={shownNodes}
        edges={shownEdges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onConnect={onConnect}
        onReconnect={onReconnect}
        onPaneClick={clearSelection}
        onMoveEnd={onZoom}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(paletteDragType)) return
          event.preventDefault()
          event.dataTransfer.dropEffect = 'copy'
        }}
        onDrop={onDrop}
        isValidConnection={(link) => link.targetHandle !== 'top' && link.source !== link.target}
        nodesDraggable={editable}
        nodesConnectable={editable}
        edgesReconnectable={editable}
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionKeyCode="Shift"
        selectionOnDrag={false}
        selectionMode={SelectionMode.Partial}
        panOnScroll
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.03}
        maxZoom={2}
        connectionRadius={36}
        connectionLineType={ConnectionLineType.SmoothStep}
        onlyRenderVisibleElements
        elevateNodesOnSelect={false}
        zIndexMode="manual"
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.4} color="var(--dot)" bgColor="var(--bg-canvas)" />
        {compact ? null : (
          <>
            <MiniMap pannable zoomable position="bottom-right" ariaLabel="Overview of the flow" style={{ width: 168, height: 104 }} nodeColor={miniColor} nodeStrokeWidth={0} nodeBorderRadius={24} />
            <Panel position="bottom-left">
              <CanvasTools />
            </Panel>
          </>
        )}
      </ReactFlow>
      {document !== undefined && Object.keys(document.workflow.spec.flow.nodes).length === 0 ? (
        <div className="canvas-empty">
          <EmptyState title="An empty canvas">Drag a card here from the left, or press Enter on one in the list.</EmptyState>
        </div>
      ) : null}
    </div>
  )
}

function chooseNodes(changes: readonly { readonly id: string; readonly selected: boolean }[]): void {
  const { nodes, edges, trigger } = useSelection.getState()
  const next = new Set(nodes)
  let nextTrigger = trigger
  for (const { id, selected } of changes) {
    if (id.startsWith(triggerPrefix)) nextTrigger = selected ? id.slice(triggerPrefix.length) : nextTrigger === id.slice(triggerPrefix.length) ? null : nextTrigger
    else if (selected) next.add(id)
    else next.delete(id)
  }
  select({ nodes: [...next], edges: changes.some((change) => change.selected) ? [] : edges, trigger: nextTrigger })
}

function miniColor(node: CanvasNode): string {
  if (node.type === 'card') return `var(--fam-${node.data.card.family})`
  return node.type === 'trigger' ? 'var(--trigger)' : 'transparent'
}
