/** The line (from 1) on which a node is declared; null where it is not found. */
export function lineOfNode(text: string, nodeId: string): number | null {
  const lines = text.split('\n')
  const nodes = lines.findIndex((line) => /^ {2,8}nodes:\s*(#.*)?$/u.test(line))
  if (nodes < 0) return null
  const indent = (lines[nodes]?.search(/\S/u) ?? 0) + 1
  const found = lines.findIndex((line, index) => index > nodes && line.search(/\S/u) >= indent && line.trimStart().startsWith(`${nodeId}:`))
  return found < 0 ? null : found + 1
}
