import { copySelection, cutSelection, deleteSelection, duplicateSelection, nudgeSelection, pasteText, selectAll } from '../state/flow-actions.ts'
import { chooseFlowFile, saveCurrent, saveCurrentAs } from '../state/file-actions.ts'
import { finishGesture, redoEdit, undoEdit, useFlows } from '../state/flow-store.ts'
import { startRun } from '../state/run-store.ts'
import { clearSelection, reveal } from '../state/selection-store.ts'
import { modes, useView } from '../state/view-store.ts'
import { useDialog } from '../state/dialog-store.ts'
import { commandHeld } from './shortcut-text.ts'

const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] }

/** Listens to the keys that work everywhere; the answer stops it. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || useDialog.getState().dialog !== null || useView.getState().settingsOpen) return
    const handled = commandHeld(event) ? withCommand(event) : plain(event)
    if (handled) event.preventDefault()
  }
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key in arrows) finishGesture()
  }
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (isTyping(event.target) || text === '' || !isDesigning()) return
    event.preventDefault()
    pasteText(text)
  }
  window.addEventListener('keydown', onArrow, true)
  window.addEventListener('keydown', onKey)
  window.addEventListener('keyup', onKeyUp)
  window.addEventListener('paste', onPaste)
  return () => {
    window.removeEventListener('keydown', onArrow, true)
    window.removeEventListener('keydown', onKey)
    window.removeEventListener('keyup', onKeyUp)
    window.removeEventListener('paste', onPaste)
  }
}

function withCommand(event: KeyboardEvent): boolean {
  const { set, mode, leftOpen, dockOpen } = useView.getState()
  const key = event.key.toLowerCase()
  const docId = useFlows.getState().currentId
  if (key === ',') return done(() => set({ settingsOpen: true }))
  if (key === 'k') return done(() => set({ paletteOpen: true }))
  if (key === 'o') return done(() => void chooseFlowFile())
  if (docId === null) return false
  if (key === 's') return done(() => void (event.shiftKey ? saveCurrentAs() : saveCurrent()))
  const step = modes[Number(key) - 1]
  if (step !== undefined && !event.shiftKey) return done(() => set({ mode: step, showStart: false, ...(step === 'simulate' ? { simulateHint: false } : {}) }))
  if (event.shiftKey && event.code === 'Digit1') return done(() => reveal([]))
  if (key === 'b') return done(() => set({ leftOpen: !leftOpen }))
  if (key === 'j') return done(() => set({ dockOpen: !dockOpen }))
  if (key === 'enter' && mode === 'simulate') return done(() => void startRun(docId))
  if (isTyping(event.target) || !isDesigning()) return false
  if (key === 'z') return done(event.shiftKey ? redoEdit : undoEdit)
  if (key === 'y') return done(redoEdit)
  if (key === 'a') return done(selectAll)
  if (key === 'd') return done(duplicateSelection)
  if (key === 'c' && !hasTextSelection()) return done(() => void copySelection())
  if (key === 'x' && !hasTextSelection()) return done(() => void cutSelection())
  return false
}

function plain(event: KeyboardEvent): boolean {
  if (isTyping(event.target) || !isDesigning()) return false
  if (event.key === 'Delete' || event.key === 'Backspace') return done(deleteSelection)
  if (event.key === 'Escape') return done(clearSelection)
  return false
}

/** React Flow would move its own copy of a focused card; caught before it, the document moves instead. */
function onArrow(event: KeyboardEvent): void {
  const step = arrows[event.key]
  if (step === undefined || commandHeld(event) || !isDesigning()) return
  if (!(event.target instanceof Element) || event.target.closest('.react-flow') === null) return
  event.preventDefault()
  event.stopPropagation()
  const far = event.shiftKey ? 8 : 1
  nudgeSelection(step[0] * far, step[1] * far)
}

function done(run: () => void): true {
  run()
  return true
}

function isDesigning(): boolean {
  const { mode, showStart, paletteOpen } = useView.getState()
  return mode === 'design' && !showStart && !paletteOpen && useFlows.getState().currentId !== null
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role="listbox"], [role="menu"], [role="dialog"], .cm-editor') !== null)
}

function hasTextSelection(): boolean {
  const selection = globalThis.getSelection()
  const at = selection?.anchorNode
  const element = at instanceof Element ? at : at?.parentElement
  return selection !== null && !selection.isCollapsed && element?.closest('.copyable') !== null && element !== null && element !== undefined
}
