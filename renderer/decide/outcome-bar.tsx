import type { RunReport } from '../../core/simulation/run-report.ts'
import { formatCount, formatShare } from '../format/format-number.ts'
import { outcomeColour, outcomeOrder, outcomeWords } from '../simulate/outcome-words.ts'
import { useTicketFilter } from '../state/ticket-filter-store.ts'

/** How tickets end, as one bar; its parts narrow the ticket list. */
export function OutcomeBar({ report }: { readonly report: RunReport }) {
  const chosen = useTicketFilter((state) => state.outcome)
  const known = [...outcomeOrder, ...Object.keys(report.outcomes).filter((id) => !outcomeOrder.includes(id))]
  const parts = known.flatMap((id) => {
    const part = report.outcomes[id]
    return part === undefined || part.count === 0 ? [] : [{ id, ...part }]
  })
  const toggle = (id: string): void => useTicketFilter.setState({ outcome: chosen === id ? null : id })
  return (
    <div className="outcomes">
      <div className="outcome-bar" aria-hidden>
        {parts.map((part) => (
          <div key={part.id} style={{ width: `${part.share * 100}%`, '--outcome': outcomeColour(part.id) }} data-dim={chosen !== null && chosen !== part.id} onClick={() => toggle(part.id)} />
        ))}
      </div>
      <div className="outcome-legend">
        {parts.map((part) => (
          <button key={part.id} type="button" aria-pressed={chosen === part.id} onClick={() => toggle(part.id)} style={{ '--outcome': outcomeColour(part.id) }}>
            <i />
            <span>{outcomeWords(part.id)}</span>
            <strong>{formatShare(part.share)}</strong>
            <span className="muted">{formatCount(part.count)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
