import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { TicketRunRow } from '../../api/model.ts'
import { formatDuration } from '../../core/metrics/format-figure.ts'
import { titleOfNode } from '../canvas/title-of.ts'
import { formatNumber } from '../format/format-number.ts'
import { host } from '../host.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { openTicket } from '../state/run-store.ts'
import { clearSelection, useSelection } from '../state/selection-store.ts'
import { useTicketFilter } from '../state/ticket-filter-store.ts'
import { notifyError } from '../state/toast-store.ts'
import { Choice } from '../ui/choice.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { outcomeColour, outcomeOrder, outcomeWords } from './outcome-words.ts'
import { useDelayed } from './use-delayed.ts'

const pageSize = 100
const sorts = [
  { value: 'createdAt', label: 'Oldest first' },
  { value: 'firstResponse', label: 'Longest first response' },
  { value: 'resolution', label: 'Longest to solve' },
] as const

/** The tickets of a run: searched, and narrowed to an outcome or to the card that is chosen on the canvas. */
export function TicketList({ docId, runId }: { readonly docId: string; readonly runId: string }) {
  const document = useCurrentDocument()
  const outcome = useTicketFilter((state) => state.outcome)
  const through = useSelection((state) => state.nodes.at(-1) ?? null)
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<(typeof sorts)[number]['value']>('createdAt')
  const [rows, setRows] = useState<readonly TicketRunRow[]>([])
  const [total, setTotal] = useState(0)
  const wanted = useDelayed(search, 200)
  useEffect(() => {
    let current = true
    host().call('runs.tickets', { runId, search: wanted, outcome, through, sort, descending: sort !== 'createdAt', offset: 0, limit: pageSize }).then((page) => {
      if (!current) return
      setRows(page.rows)
      setTotal(page.total)
    }, notifyError)
    return () => {
      current = false
    }
  }, [runId, wanted, outcome, through, sort])
  const more = (): void => {
    host().call('runs.tickets', { runId, search: wanted, outcome, through, sort, descending: sort !== 'createdAt', offset: rows.length, limit: pageSize }).then((page) => setRows((known) => [...known, ...page.rows]), notifyError)
  }
  return (
    <div className="inspector ticket-list">
      <div className="palette-search">
        <SearchField label={`Search ${formatNumber(total)} tickets`} value={search} onChange={setSearch} />
      </div>
      <div className="ticket-filters">
        <Choice label="Outcome" value={outcome ?? ''} options={[{ value: '', label: 'Every outcome' }, ...outcomeOrder.map((value) => ({ value, label: outcomeWords(value) }))]} onChange={(value) => useTicketFilter.setState({ outcome: value === '' ? null : value })} />
        <Choice label="Order" value={sort} options={sorts} onChange={(value) => setSort(sorts.find((each) => each.value === value)?.value ?? 'createdAt')} />
      </div>
      {through === null || document === undefined ? null : (
        <div className="ticket-through">
          <span className="tag">
            <span>through “{titleOfNode(document.workflow, through)}”</span>
            <button type="button" aria-label="Show tickets of all cards" onClick={clearSelection}>
              <X size={12} />
            </button>
          </span>
        </div>
      )}
      <ul className="panel-scroll ticket-rows" aria-label="Tickets of the run">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="ticket-row" onClick={() => void openTicket(docId, row.id)}>
              <span className="ticket-subject truncate">{row.subject}</span>
              <span className="muted small ticket-why">{row.why}</span>
              <span className="ticket-meta small">
                <span className="ticket-outcome" style={{ '--outcome': outcomeColour(row.outcome) }}>
                  {outcomeWords(row.outcome)}
                </span>
                <span className="muted">{row.firstResponseAnyAt === null ? 'never answered' : `answered in ${formatDuration(row.firstResponseAnyAt - row.createdAt)}`}</span>
              </span>
            </button>
          </li>
        ))}
        {total === 0 ? <li className="palette-none">No ticket fits.</li> : null}
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
