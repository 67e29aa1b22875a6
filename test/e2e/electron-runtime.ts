import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'

/** The Electron to test with: the folder in ELECTRON_OVERRIDE_DIST_PATH, else the one that the electron package fetched; null where there is none. */
export function electronBinary(): string | null {
  const name = process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(createRequire(import.meta.url).resolve('electron/package.json'), '..', 'dist')
  const path = join(folder, name)
  return existsSync(path) ? path : null
}

/** Why no window can be opened here; null where one can. */
export function whyNoWindow(): string | null {
  if (electronBinary() === null) return 'There is no Electron here: set ELECTRON_OVERRIDE_DIST_PATH, or let the electron package fetch its own.'
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'There is no display here: run under xvfb-run.'
  return null
}

/** Flags that a test needs beside its own: root has no Chromium sandbox. */
export const electronFlags: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : []
