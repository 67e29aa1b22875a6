import { create } from 'zustand'
import type { RedactionChoice } from '../../api/model.ts'
import { usualKinds } from '../../core/redaction/redaction-kind.ts'

/** The four modes of the journey, in order. */
export const modes = ['design', 'simulate', 'decide', 'publish'] as const

/** One of the four modes. */
export type Mode = (typeof modes)[number]

/** The tabs of the dock under the canvas. */
export type DockTab = 'problems' | 'spec' | 'variables' | 'history' | 'timeline'

/** The sizes of the panels in pixels. */
export type PanelSizes = { readonly left: number; readonly right: number; readonly dock: number }

type ViewState = {
  readonly mode: Mode
  readonly sizes: PanelSizes
  readonly leftOpen: boolean
  readonly rightOpen: boolean
  readonly dockOpen: boolean
  readonly dockTab: DockTab
  readonly theme: 'system' | 'light' | 'dark'
  readonly redaction: RedactionChoice
  readonly zoom: number
  readonly showErrorRoutes: boolean
  readonly showStart: boolean
  readonly paletteOpen: boolean
  readonly settingsOpen: boolean
  /** Whether the Simulate button still carries the hint of the first run. */
  readonly simulateHint: boolean
  readonly set: (change: Partial<Omit<ViewState, 'set'>>) => void
}

/** What the window shows; nothing of it belongs to a document. */
export const useView = create<ViewState>((set) => ({
  mode: 'design',
  sizes: { left: 288, right: 340, dock: 220 },
  leftOpen: true,
  rightOpen: true,
  dockOpen: false,
  dockTab: 'problems',
  theme: 'system',
  redaction: { on: false, kinds: usualKinds },
  zoom: 1,
  showErrorRoutes: false,
  showStart: true,
  paletteOpen: false,
  settingsOpen: false,
  simulateHint: false,
  set: (change) => set(change),
}))
