import type { JudgedPoint } from '../../core/engine/tone-reading.ts'
import { tones } from './tone-words.ts'

/** The probabilities of a message's four tones: as one bar, and in numbers. */
export function ToneShares({ point }: { readonly point: JudgedPoint }) {
  return (
    <div className="tone-shares">
      <div className="tone-bar" aria-hidden>
        {tones.map((tone) => (
          <span key={tone.key} style={{ width: `${point.shares[tone.key] * 100}%`, background: tone.colour }} />
        ))}
      </div>
      <dl>
        {tones.map((tone) => (
          <div key={tone.key}>
            <dt>
              <i style={{ background: tone.colour }} aria-hidden />
              {tone.title}
            </dt>
            <dd>{point.shares[tone.key].toFixed(2)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
