const isMac = /mac/iu.test(globalThis.navigator?.platform ?? '')

/** A shortcut as this system writes it. */
export function shortcut(key: string, extra?: 'shift'): string {
  if (isMac) return `${extra === 'shift' ? '⇧' : ''}⌘${key}`
  return `Ctrl+${extra === 'shift' ? 'Shift+' : ''}${key}`
}

/** Whether the system's command key is held. */
export function commandHeld(event: { readonly metaKey: boolean; readonly ctrlKey: boolean }): boolean {
  return isMac ? event.metaKey : event.ctrlKey
}
