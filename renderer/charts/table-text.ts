import type { ChartTable } from './chart-card.tsx'

/** A table as spreadsheets take it from the clipboard: cells parted by tabs, rows by line ends. */
export function tableText({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/gu, ' ')).join('\t')).join('\n')
}
