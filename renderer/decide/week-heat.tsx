import { useState } from 'react'
import { ChartCard } from '../charts/chart-card.tsx'
import type { RunReport } from '../../core/simulation/run-report.ts'
import type { WeekMap } from '../../core/simulation/report/week-map.ts'
import { formatKpi } from '../format/format-kpi.ts'
import { formatCount, formatShare } from '../format/format-number.ts'
import { Segmented } from '../ui/segmented.tsx'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const hours = Array.from({ length: 24 }, (_, hour) => hour)

type Shown = Exclude<keyof WeekMap, 'timezone'>

const shown: Readonly<Record<Shown, { readonly label: string; readonly note: string; readonly unit: 'ms' | 'share' | 'count'; readonly isBad: boolean }>> = {
  arrivals: { label: 'Arrivals', note: 'Tickets that came in that hour, in the whole window', unit: 'count', isBad: false },
  firstResponseP90Ms: { label: 'First response', note: '9 in 10 tickets that came in that hour were answered within', unit: 'ms', isBad: true },
  breachShare: { label: 'Missed', note: 'First-response targets missed, of tickets that came in that hour', unit: 'share', isBad: true },
  occupancy: { label: 'People', note: 'People at work, of those on shift in that hour', unit: 'share', isBad: false },
}

const options = [
  { value: 'arrivals', label: shown.arrivals.label },
  { value: 'firstResponseP90Ms', label: shown.firstResponseP90Ms.label },
  { value: 'breachShare', label: shown.breachShare.label },
  { value: 'occupancy', label: shown.occupancy.label },
] as const

/** When tickets come and how they fare, by the hours of the week. */
export function WeekHeat({ report }: { readonly report: RunReport }) {
  const [metric, setMetric] = useState<Shown>('arrivals')
  const [at, setAt] = useState<number | null>(null)
  const { label, note, unit, isBad } = shown[metric]
  const values = report.week[metric]
  const known = values.flatMap((value) => (value === null ? [] : [value]))
  const most = unit === 'share' ? 1 : Math.max(...known, 0)
  const words = (value: number | null): string => (value === null ? '–' : unit === 'ms' ? formatKpi(value, 'ms') : unit === 'share' ? formatShare(value) : formatCount(value))
  const peak = known.length === 0 ? null : values.findIndex((value) => value === Math.max(...known))
  const read = at ?? peak
  return (
    <ChartCard
      title="Hours of the week"
      note={`${note}. Clock of ${report.week.timezone}.`}
      controls={<Segmented label="What the colours show" value={metric} options={options} onChange={setMetric} />}
      table={{ columns: [`${label}, from`, ...days], rows: hours.map((hour) => [hourWords(hour), ...days.map((_, day) => words(values[day * 24 + hour] ?? null))]) }}
    >
      {known.length === 0 ? (
        <p className="muted">{metric === 'breachShare' ? 'No ticket has a target for its first response. Set one under SLA in the flow or the scenario.' : 'Nothing is known of any hour in this run.'}</p>
      ) : (
        <>
          <div className="heat" role="img" aria-label={`${label} by hour and weekday; the highest is ${peak === null ? 'not known' : `${words(values[peak] ?? null)} on ${slotWords(peak)}`}. The table has every number.`} onPointerLeave={() => setAt(null)}>
            {days.map((day, row) => (
              <div className="heat-row" key={day}>
                <span>{day}</span>
                {hours.map((hour) => {
                  const index = row * 24 + hour
                  const value = values[index] ?? null
                  return <i key={hour} data-known={value !== null} data-bad={isBad} data-on={at === index} style={{ '--heat-share': value === null || most <= 0 ? 0 : Math.min(1, value / most) }} onPointerEnter={() => setAt(index)} />
                })}
              </div>
            ))}
            <div className="heat-row heat-hours">
              <span />
              {hours.map((hour) => (
                <span key={hour}>{hour % 6 === 0 ? hourWords(hour) : ''}</span>
              ))}
            </div>
          </div>
          <div className="heat-foot small">
            <span>
              {at === null ? 'Highest: ' : ''}
              {read === null ? null : (
                <>
                  {slotWords(read)} <strong>{words(values[read] ?? null)}</strong>
                </>
              )}
            </span>
            <span className="heat-legend muted" data-bad={isBad}>
              {words(0)} <i /> {words(most)}
            </span>
          </div>
        </>
      )}
    </ChartCard>
  )
}

function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

function slotWords(index: number): string {
  return `${days[Math.floor(index / 24)] ?? ''} ${hourWords(index % 24)}`
}
