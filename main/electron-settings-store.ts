import ElectronStore from 'electron-store'
import { readAppState, type AppState, type SettingsStore } from '../host/settings/app-state.ts'

/** Keeps the app's state in electron-store's file; a damaged file is replaced by the defaults. */
export function createElectronSettingsStore(folder: string): SettingsStore {
  const store = new ElectronStore<Record<string, unknown>>({ cwd: folder, name: 'state', clearInvalidConfig: true })
  let state: AppState = readAppState(store.store)
  return {
    read: () => state,
    async write(patch) {
      state = { ...state, ...patch }
      store.set({ ...state })
    },
  }
}
