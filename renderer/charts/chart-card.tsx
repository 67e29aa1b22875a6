import { useState } from 'react'
import type { ReactNode } from 'react'
import { notify, notifyError } from '../state/toast-store.ts'
import { Button } from '../ui/button.tsx'
import { tableText } from './table-text.ts'

/** The numbers of a chart: what each column holds, and one line of words for each row, its name first. */
export type ChartTable = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

type Props = { readonly title: string; readonly note: string; readonly table: ChartTable; readonly controls?: ReactNode; readonly children: ReactNode }

/** A chart with its title, its switches, and its numbers as a table to read or to copy into a sheet. */
export function ChartCard({ title, note, table, controls, children }: Props) {
  const [asTable, setAsTable] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(tableText(table))
      notify({ kind: 'done', title: 'Copied as a table', hint: 'Paste it into a spreadsheet.' })
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <section className="panel-card chart-card" aria-label={title}>
      <header>
        <div>
          <h3>{title}</h3>
          <p className="muted small">{note}</p>
        </div>
        <div className="chart-controls">
          {asTable ? null : controls}
          <Button size="small" look="quiet" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'As a chart' : 'As a table'}
          </Button>
          {asTable ? (
            <Button size="small" look="quiet" onClick={() => void copy()}>
              Copy
            </Button>
          ) : null}
        </div>
      </header>
      {asTable ? <NumberTable title={title} table={table} /> : children}
    </section>
  )
}

/** Numbers as a table; one that is too wide or too long scrolls, by keyboard too. */
export function NumberTable({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  return (
    <div className="number-table" tabIndex={0} role="group" aria-label={`${title}, as a table`}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name = '', ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={table.columns[index + 1] ?? index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
