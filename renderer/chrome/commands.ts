import { arrangeFlow, copySelection, cutSelection, deleteSelection, duplicateSelection, selectAll } from '../state/flow-actions.ts'
import { chooseFlowFile, closeFlow, openSmallest, saveCurrent, saveCurrentAs } from '../state/file-actions.ts'
import { redoEdit, undoEdit, useFlows } from '../state/flow-store.ts'
import { startRun } from '../state/run-store.ts'
import { clearSelection, reveal } from '../state/selection-store.ts'
import { setTheme } from '../state/settings.ts'
import { useView } from '../state/view-store.ts'
import type { DockTab, Mode } from '../state/view-store.ts'
import { shortcut } from './shortcut-text.ts'

/** One thing that the app can do on command. */
export type AppCommand = { readonly id: string; readonly title: string; readonly keys?: string; readonly needsFlow: boolean; readonly run: () => void }

/** Every command, for the menu and the command palette. */
export function commands(): readonly AppCommand[] {
  const { set, mode, leftOpen, rightOpen, dockOpen, showErrorRoutes } = useView.getState()
  const go = (to: Mode) => (): void => set({ mode: to, showStart: false })
  const dock = (tab: DockTab) => (): void => set({ mode: mode === 'simulate' || tab === 'timeline' ? 'simulate' : 'design', dockTab: tab, dockOpen: true, showStart: false })
  const current = (): string | null => useFlows.getState().currentId
  return [
    command('mode.design', 'Go to Design', go('design'), shortcut('1')),
    command('mode.simulate', 'Go to Simulate', go('simulate'), shortcut('2')),
    command('mode.decide', 'Go to Decide', go('decide'), shortcut('3')),
    command('mode.publish', 'Go to Publish', go('publish'), shortcut('4')),
    command('run.start', 'Run the simulation', () => {
      const docId = current()
      set({ mode: 'simulate', showStart: false })
      if (docId !== null) void startRun(docId)
    }, shortcut('Enter')),
    command('file.save', 'Save', () => void saveCurrent(), shortcut('S')),
    command('file.saveAs', 'Save as…', () => void saveCurrentAs(), shortcut('S', 'shift')),
    command('file.open', 'Open a file…', () => void chooseFlowFile(), shortcut('O'), false),
    command('file.new', 'New flow', () => void openSmallest(), undefined, false),
    command('file.start', 'Start screen', () => set({ showStart: true }), undefined, false),
    command('file.close', 'Close this flow', () => {
      const docId = current()
      if (docId !== null) void closeFlow(docId)
    }),
    command('edit.undo', 'Undo', undoEdit, shortcut('Z')),
    command('edit.redo', 'Redo', redoEdit, shortcut('Z', 'shift')),
    command('edit.copy', 'Copy the chosen cards as YAML', () => void copySelection(), shortcut('C')),
    command('edit.cut', 'Cut the chosen cards', () => void cutSelection(), shortcut('X')),
    command('edit.duplicate', 'Duplicate the chosen cards', duplicateSelection, shortcut('D')),
    command('edit.delete', 'Delete what is chosen', deleteSelection, 'Delete'),
    command('edit.selectAll', 'Choose all cards', selectAll, shortcut('A')),
    command('edit.flow', 'Settings of the flow', () => {
      clearSelection()
      set({ mode: 'design', rightOpen: true, showStart: false })
    }),
    command('view.fit', 'Fit the whole flow', () => reveal([]), shortcut('1', 'shift')),
    command('view.arrange', 'Arrange the cards', arrangeFlow),
    command('view.errorRoutes', showErrorRoutes ? 'Hide error routes' : 'Show error routes', () => set({ showErrorRoutes: !showErrorRoutes })),
    command('view.left', leftOpen ? 'Hide the left panel' : 'Show the left panel', () => set({ leftOpen: !leftOpen }), shortcut('B')),
    command('view.right', rightOpen ? 'Hide the right panel' : 'Show the right panel', () => set({ rightOpen: !rightOpen })),
    command('view.dock', dockOpen ? 'Hide the dock' : 'Show the dock', () => set({ dockOpen: !dockOpen }), shortcut('J')),
    command('dock.problems', 'Show problems', dock('problems')),
    command('dock.spec', 'Show the spec (YAML)', dock('spec')),
    command('dock.variables', 'Show variables', dock('variables')),
    command('dock.history', 'Show history', dock('history')),
    command('app.settings', 'Settings…', () => set({ settingsOpen: true }), shortcut(','), false),
    command('theme.light', 'Light theme', () => setTheme('light'), undefined, false),
    command('theme.dark', 'Dark theme', () => setTheme('dark'), undefined, false),
    command('theme.system', 'Theme of the system', () => setTheme('system'), undefined, false),
  ]
}

function command(id: string, title: string, run: () => void, keys?: string, needsFlow = true): AppCommand {
  return { id, title, run, needsFlow, ...(keys === undefined ? {} : { keys }) }
}
