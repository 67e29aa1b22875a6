const shown = 12

/** Names as a message lists them: the first dozen, and how many more there are. */
export function listedNames(names: readonly string[]): string {
  return names.length <= shown ? names.join(', ') : `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`
}
