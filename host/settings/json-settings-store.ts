import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { atomicWrite } from '../files/atomic-write.ts'
import { fileError } from '../files/file-error.ts'
import { readAppState, type AppState, type SettingsStore } from './app-state.ts'

/** Keeps the app's state in one JSON file; a file that cannot be read is as good as none. */
export function createJsonSettingsStore(path: string): SettingsStore {
  let state: AppState = readAppState(readJson(path))
  let writing: Promise<void> = Promise.resolve()
  return {
    read: () => state,
    write(patch) {
      state = { ...state, ...patch }
      const written = writing.then(() => {
        try {
          mkdirSync(dirname(path), { recursive: true })
        } catch (thrown) {
          throw fileError(thrown, 'save your settings', path)
        }
        return atomicWrite(path, JSON.stringify(state, null, 2), 'your settings')
      })
      writing = written.catch(() => undefined)
      return written
    },
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
