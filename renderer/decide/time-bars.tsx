import { useState } from 'react'
import { ChartCard } from '../charts/chart-card.tsx'
import type { TimeUse, TimeUses } from '../../core/simulation/report/time-use.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { formatCount, formatNumber } from '../format/format-number.ts'
import { Segmented } from '../ui/segmented.tsx'

const parts = [
  ['handling', 'People at work on it'],
  ['agents', 'Agents at work on it'],
  ['agentQueue', 'Waits for an agent’s service'],
  ['peopleQueue', 'Waits for people on shift'],
  ['outOfHours', 'Waits out of hours'],
  ['customer', 'Waits for the customer'],
  ['solved', 'Solved, before it came back'],
  ['flow', 'Timers of the flow'],
] as const

const sides = [
  ['today', 'Today, simulated'],
  ['flow', 'With this flow'],
] as const

/** Where the time of a solved ticket goes, today and with the flow: the parts add up to the mean resolution time. */
export function TimeBars({ report }: { readonly report: RunReport }) {
  const [group, setGroup] = useState<keyof TimeUses>('all')
  const of = (side: 'today' | 'flow'): TimeUse => report.timeUse[side][group]
  const longest = Math.max(...sides.map(([side]) => of(side).resolutionMs ?? 0))
  const used = parts.filter(([part]) => sides.some(([side]) => (of(side).parts[part] ?? 0) > 0))
  return (
    <ChartCard
      title="Where the time goes"
      note="Mean of solved tickets, from creation to solution, all hours."
      controls={<Segmented label="Which tickets" value={group} options={[{ value: 'all', label: 'All' }, { value: 'automatic', label: 'Automatic' }, { value: 'byPeople', label: 'By people' }]} onChange={setGroup} />}
      table={{
        columns: ['Part', ...sides.map(([, title]) => title)],
        rows: [...used.map(([part, words]) => [words, ...sides.map(([side]) => formatKpi(of(side).parts[part], 'ms'))]), ['Together', ...sides.map(([side]) => formatKpi(of(side).resolutionMs, 'ms'))], ['Solved tickets', ...sides.map(([side]) => formatCount(of(side).tickets))]],
      }}
    >
      {longest <= 0 ? (
        <p className="muted">{group === 'automatic' ? 'No ticket was solved automatically in this run.' : 'No such ticket was solved within this run.'}</p>
      ) : (
        <>
          <ul className="time-use">
            {sides.map(([side, title]) => (
              <li key={side}>
                <span>
                  {title} <span className="muted small nowrap">{of(side).tickets <= 0 ? 'none solved' : `${formatNumber(of(side).tickets)} tickets`}</span>
                </span>
                <span className="time-bar" aria-hidden>
                  {used.map(([part]) => (
                    <i key={part} data-part={part} style={{ width: `${((of(side).parts[part] ?? 0) / longest) * 100}%` }} />
                  ))}
                </span>
                <strong>{formatKpi(of(side).resolutionMs, 'ms')}</strong>
              </li>
            ))}
          </ul>
          <dl className="time-parts small">
            {used.map(([part, words]) => (
              <div key={part}>
                <dt>
                  <i data-part={part} /> {words}
                </dt>
                <dd>
                  <span className="muted">{formatKpi(of('today').parts[part], 'ms')} →</span> {formatKpi(of('flow').parts[part], 'ms')}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </ChartCard>
  )
}
