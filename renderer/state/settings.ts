import type { RedactionChoice } from '../../api/model.ts'
import { host } from '../host.ts'
import { useView } from './view-store.ts'
import type { PanelSizes } from './view-store.ts'

const narrow = 1100

/** Takes over what the user chose earlier: theme and panel sizes. */
export async function loadSettings(): Promise<void> {
  const settings = await host().call('settings.get', {})
  const { left, right, dock } = settings.panels
  const tight = window.innerWidth < narrow
  useView.getState().set({
    theme: settings.theme,
    redaction: settings.redaction,
    ...(tight ? { sizes: { left: 236, right: 292, dock: 180 } } : settings.welcomed ? { sizes: { left: clamp(left, 220, 480, 288), right: clamp(right, 260, 560, 340), dock: clamp(dock, 120, 520, 220) } } : {}),
  })
}

/** Keeps the theme of the page as the user chose it, or as the system has it. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    const { theme } = useView.getState()
    document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  }
  apply()
  dark.addEventListener('change', apply)
  useView.subscribe((state, before) => {
    if (state.theme !== before.theme) apply()
  })
}

/** Chooses a theme and remembers it. */
export function setTheme(theme: 'system' | 'light' | 'dark'): void {
  useView.getState().set({ theme })
  remember({ theme })
}

/** Chooses what is taken out of imports, and remembers it. */
export function setRedaction(redaction: RedactionChoice): void {
  useView.getState().set({ redaction })
  remember({ redaction })
}

/** Remembers the sizes of the panels. */
export function rememberSizes(sizes: PanelSizes): void {
  remember({ panels: sizes, welcomed: true })
}

function remember(change: { readonly theme?: 'system' | 'light' | 'dark'; readonly panels?: PanelSizes; readonly welcomed?: boolean; readonly redaction?: RedactionChoice }): void {
  // A preference that could not be kept is not worth a message: it still holds for this window.
  const { redaction, ...rest } = change
  host().call('settings.set', { ...rest, ...(redaction === undefined ? {} : { redaction: { on: redaction.on, kinds: [...redaction.kinds] } }) }).catch(() => undefined)
}

function clamp(value: number, low: number, high: number, fallback: number): number {
  return Number.isFinite(value) && value > 0 ? Math.min(high, Math.max(low, value)) : fallback
}
