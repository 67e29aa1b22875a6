/** Lines of cells in columns: the first to the left, the others to the right. */
export function textTable(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = []
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
    return `${indent}${cells.join('  ')}`.trimEnd()
  })
  return `${lines.join('\n')}\n`
}
