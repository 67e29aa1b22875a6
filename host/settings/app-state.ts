import { z } from 'zod'
import { redactionKinds, usualKinds } from '../../core/redaction/redaction-kind.ts'

const noRedaction = { on: false, kinds: [...usualKinds] }

/** What the app keeps between starts: settings, recent files, the window's place. Every part falls back alone, so one bad value costs no other. */
export const appStateSchema = z.object({
  settings: z
    .object({
      theme: z.enum(['system', 'light', 'dark']).catch('system'),
      panels: z.object({ left: z.number(), right: z.number(), dock: z.number() }).catch({ left: 240, right: 340, dock: 260 }),
      welcomed: z.boolean().catch(false),
      redaction: z.object({ on: z.boolean(), kinds: z.array(z.enum(redactionKinds)) }).catch(noRedaction),
    })
    .catch({ theme: 'system', panels: { left: 240, right: 340, dock: 260 }, welcomed: false, redaction: noRedaction }),
  recent: z.array(z.object({ path: z.string(), title: z.string(), openedAt: z.number() })).catch([]),
  window: z
    .object({ x: z.number().nullable(), y: z.number().nullable(), width: z.number().min(400), height: z.number().min(300), isMaximized: z.boolean() })
    .nullable()
    .catch(null),
})

/** The app's state as kept between starts. */
export type AppState = z.output<typeof appStateSchema>

/** Reads a state from whatever a file held. */
export function readAppState(value: unknown): AppState {
  const parsed = appStateSchema.safeParse(typeof value === 'object' && value !== null ? value : {})
  return parsed.success ? parsed.data : appStateSchema.parse({})
}

/** Where the state is kept: electron-store in the desktop app, a JSON file elsewhere. */
export type SettingsStore = { read(): AppState; write(patch: Partial<AppState>): Promise<void> }
