import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron'
import type { Dialogs } from '../host/dialogs.ts'

const filters: Readonly<Record<string, readonly FileFilter[]>> = {
  flow: [{ name: 'LUMOS flow', extensions: ['yaml', 'yml', 'json'] }],
  tickets: [{ name: 'Tickets (CSV, JSON Lines)', extensions: ['csv', 'tsv', 'jsonl', 'ndjson', 'json', 'gz'] }],
  knowledgeFile: [{ name: 'Articles (JSON Lines, Markdown, HTML)', extensions: ['jsonl', 'ndjson', 'gz', 'md', 'markdown', 'html', 'htm'] }],
  scenario: [{ name: 'LUMOS scenario', extensions: ['yaml', 'yml'] }],
}

/** The system's own file dialogs, on top of the window in use. */
export const nativeDialogs: Dialogs = {
  async pick({ purpose, mode, suggestedName }) {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (window === undefined) return { kind: 'cancelled' }
    const known = filters[purpose] ?? []
    const choices = [...known, ...(known.length === 0 ? [] : [{ name: 'All files', extensions: ['*'] }])]
    if (mode === 'save') {
      const saved = await dialog.showSaveDialog(window, { defaultPath: suggestedName, filters: choices })
      return saved.canceled || saved.filePath === undefined || saved.filePath === '' ? { kind: 'cancelled' } : { kind: 'picked', path: saved.filePath }
    }
    const isFolder = purpose === 'knowledge' || purpose === 'exportFolder'
    const properties: OpenDialogOptions['properties'] = isFolder ? ['openDirectory', 'createDirectory'] : ['openFile']
    const opened = await dialog.showOpenDialog(window, { properties, filters: isFolder ? [] : choices })
    const path = opened.filePaths[0]
    return opened.canceled || path === undefined ? { kind: 'cancelled' } : { kind: 'picked', path }
  },
}
