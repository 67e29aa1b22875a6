import type { AppInfo } from '../../api/model.ts'
import type { AppEvents } from '../app-events.ts'
import { SIMULATION_ENGINE } from '../../core/simulation/simulation-engine.ts'
import type { RecentFiles } from '../files/recent-files.ts'
import type { SettingsStore } from '../settings/app-state.ts'
import type { ContractPart } from './contract-part.ts'

/** The app's own facts, settings and recent files. */
export function appHandlers(host: {
  readonly version: string
  readonly shell: AppInfo['shell']
  readonly settings: SettingsStore
  readonly events: AppEvents
  readonly recent: RecentFiles
}): ContractPart<'app' | 'settings' | 'recent'> {
  return {
    'app.info': () => ({ version: host.version, shell: host.shell, platform: process.platform, engine: SIMULATION_ENGINE }),
    'app.events': (_input, { signal }) => host.events.listen(signal),
    'settings.get': () => host.settings.read().settings,
    async 'settings.set'(input) {
      const present = host.settings.read().settings
      const settings = { theme: input.theme ?? present.theme, panels: input.panels ?? present.panels, welcomed: input.welcomed ?? present.welcomed, redaction: input.redaction ?? present.redaction }
      await host.settings.write({ settings })
      return settings
    },
    'recent.list': () => host.recent.list(),
    'recent.remove': ({ path }) => host.recent.remove(path),
  }
}
