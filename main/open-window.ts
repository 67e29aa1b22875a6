import { BrowserWindow, nativeTheme, screen } from 'electron'
import { join } from 'node:path'
import type { AppState, SettingsStore } from '../host/settings/app-state.ts'

/** Opens the studio's window where it was last, and remembers where it goes. */
export function openWindow(store: SettingsStore, url: string): BrowserWindow {
  const kept = visiblePlace(store.read().window)
  const window = new BrowserWindow({
    width: kept?.width ?? 1440,
    height: kept?.height ?? 900,
    ...(kept?.x !== undefined && kept.x !== null && kept.y !== null ? { x: kept.x, y: kept.y } : {}),
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f7f8fa',
    webPreferences: {
      preload: join(__dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (kept?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const bounds = window.getNormalBounds()
    void store.write({ window: { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height, isMaximized: window.isMaximized() } })
  })
  void window.loadURL(url)
  return window
}

// A window kept on a screen that is gone must not open out of sight.
function visiblePlace(kept: AppState['window']): AppState['window'] {
  if (kept === null || kept.x === null || kept.y === null) return kept
  const { x, y } = kept
  const isVisible = screen.getAllDisplays().some(({ workArea: area }) => x < area.x + area.width - 50 && x + kept.width > area.x + 50 && y >= area.y - 10 && y < area.y + area.height - 50)
  return isVisible ? kept : { ...kept, x: null, y: null }
}
