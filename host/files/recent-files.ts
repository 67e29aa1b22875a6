import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RecentFile } from '../../api/model.ts'
import type { SettingsStore } from '../settings/app-state.ts'

const maxRecent = 20

/** The files opened lately, newest first. */
export type RecentFiles = {
  list(): Promise<readonly RecentFile[]>
  paths(): readonly string[]
  add(path: string, title: string, now: number): Promise<void>
  remove(path: string): Promise<readonly RecentFile[]>
}

/** Keeps the recent files in the app's state. */
export function createRecentFiles(store: SettingsStore): RecentFiles {
  async function list(): Promise<readonly RecentFile[]> {
    return Promise.all(
      store.read().recent.map(async (file) => ({
        ...file,
        name: basename(file.path),
        missing: !(await access(file.path).then(
          () => true,
          () => false,
        )),
      })),
    )
  }
  return {
    list,
    paths: () => store.read().recent.map((file) => file.path),
    add: (path, title, now) => store.write({ recent: [{ path, title, openedAt: now }, ...store.read().recent.filter((file) => file.path !== path)].slice(0, maxRecent) }),
    async remove(path) {
      await store.write({ recent: store.read().recent.filter((file) => file.path !== path) })
      return list()
    },
  }
}
