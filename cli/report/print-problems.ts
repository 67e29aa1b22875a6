import type { LoadedTickets } from '../../host/tickets/load-tickets.ts'

const shown = 10

/** Problems of imported files, the first few in full; remarks are left out. */
export function printProblems(problems: LoadedTickets['problems']): string {
  const grave = problems.filter((problem) => problem.severity !== 'info')
  const lines = grave.slice(0, shown).map(({ file, line, column, severity, message, hint }) => {
    const place = [file, ...(line === null ? [] : [line]), ...(column === null ? [] : [column])].join(':')
    return `${place}  ${severity}  ${message} ${hint}\n`
  })
  return lines.join('') + (grave.length > shown ? `... and ${grave.length - shown} more of this kind.\n` : '')
}
