import type { TicketRun } from '../../core/simulation/run-report.ts'

const size = { width: 300, height: 76, left: 4, right: 4, top: 6, bottom: 6 }
const lines = [
  { key: 'frustration', title: 'Frustration', colour: 'var(--error)' },
  { key: 'confusion', title: 'Confusion', colour: 'var(--fam-decide)' },
  { key: 'satisfaction', title: 'Satisfaction', colour: 'var(--success)' },
] as const

type Props = { readonly tone: TicketRun['tone']; readonly at: number | null }

/** How the customer sounded, message by message. */
export function ToneCurve({ tone, at }: Props) {
  const step = tone.length < 2 ? 0 : (size.width - size.left - size.right) / (tone.length - 1)
  const x = (index: number): number => size.left + index * step
  const y = (value: number): number => size.top + (1 - value) * (size.height - size.top - size.bottom)
  const marked = at === null ? -1 : tone.findLastIndex((point) => point.at <= at)
  return (
    <figure className="tone">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={`Tone over ${tone.length} messages`} preserveAspectRatio="none">
        {[0, 0.5, 1].map((level) => (
          <line key={level} x1={0} x2={size.width} y1={y(level)} y2={y(level)} stroke="var(--border)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        ))}
        {marked < 0 ? null : <line x1={x(marked)} x2={x(marked)} y1={0} y2={size.height} stroke="var(--text-3)" vectorEffect="non-scaling-stroke" />}
        {lines.map((line) => (
          <polyline key={line.key} fill="none" stroke={line.colour} strokeWidth="2" vectorEffect="non-scaling-stroke" strokeLinejoin="round" points={tone.map((point, index) => `${x(index)},${y(point[line.key])}`).join(' ')} />
        ))}
      </svg>
      <figcaption>
        {lines.map((line) => (
          <span key={line.key}>
            <i style={{ background: line.colour }} />
            {line.title} {(tone.at(marked < 0 ? -1 : marked)?.[line.key] ?? 0).toFixed(2)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
