/** Whether a code is one of the listed codes or families (`LUMOS.*`). */
export function matchesError(code: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('.*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern))
}
