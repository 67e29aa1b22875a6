import { useEffect, useState } from 'react'
import type { TicketRow } from '../../api/model.ts'
import { formatNumber } from '../format/format-number.ts'
import { formatDateTime } from '../format/format-time.ts'
import { host } from '../host.ts'
import { notifyError } from '../state/toast-store.ts'
import { SearchField } from '../ui/search-field.tsx'
import { useDelayed } from './use-delayed.ts'

const pageSize = 100

/** The imported tickets, before any of them ran. */
export function DatasetList({ datasetId }: { readonly datasetId: string }) {
  const [search, setSearch] = useState('')
  const [rows, setRows] = useState<readonly TicketRow[]>([])
  const [total, setTotal] = useState(0)
  const wanted = useDelayed(search, 200)
  useEffect(() => {
    let current = true
    host().call('tickets.page', { datasetId, search: wanted, offset: 0, limit: pageSize }).then((page) => {
      if (!current) return
      setRows(page.rows)
      setTotal(page.total)
    }, notifyError)
    return () => {
      current = false
    }
  }, [datasetId, wanted])
  const more = (): void => {
    host().call('tickets.page', { datasetId, search: wanted, offset: rows.length, limit: pageSize }).then((page) => setRows((known) => [...known, ...page.rows]), notifyError)
  }
  return (
    <div className="inspector">
      <div className="palette-search">
        <SearchField label={`Search ${formatNumber(total)} tickets`} value={search} onChange={setSearch} />
      </div>
      <ul className="panel-scroll ticket-rows" aria-label="Tickets" tabIndex={0}>
        {rows.map((row) => (
          <li key={row.id} className="ticket-row plain">
            <span className="ticket-subject truncate">{row.subject === '' ? row.excerpt : row.subject}</span>
            <span className="muted small truncate">{row.excerpt}</span>
            <span className="muted small">
              {formatDateTime(row.createdAt)} · {row.channel} · {row.language}
            </span>
          </li>
        ))}
        {rows.length < total ? (
          <li>
            <button type="button" className="more" onClick={more}>
              Show more of {formatNumber(total)}
            </button>
          </li>
        ) : null}
      </ul>
    </div>
  )
}
