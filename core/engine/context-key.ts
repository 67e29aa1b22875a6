/** Roots whose second segment is written on its own. */
const splitRoots: ReadonlySet<string> = new Set(['vars', 'nodes', 'ticket', 'sla'])

/** The unit in which a path of the context is written: `vars.approach`, `nodes.clarify`, or just the root. */
export function contextKey(path: string): string {
  const segments = path.split('.')
  const [root, second] = segments
  if (root === undefined) return path
  return splitRoots.has(root) && second !== undefined ? `${root}.${second}` : root
}
