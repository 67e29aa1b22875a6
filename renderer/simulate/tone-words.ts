import type { JudgedPoint, TonePoint } from '../../core/engine/tone-reading.ts'
import type { ToneMeasure } from './tone-thresholds.ts'

/** The four tones of a message, in the order in which they are shown. */
export const tones = [
  { key: 'frustrated', title: 'Frustrated', colour: 'var(--error)' },
  { key: 'confused', title: 'Confused', colour: 'var(--fam-decide)' },
  { key: 'neutral', title: 'Neutral', colour: 'var(--edge)' },
  { key: 'satisfied', title: 'Satisfied', colour: 'var(--success)' },
] as const

/** What can be drawn of a conversation's tone, and between which values. */
export const measures: Readonly<Record<ToneMeasure, { readonly title: string; readonly from: number; readonly colour: string }>> = {
  score: { title: 'Tone', from: -1, colour: 'var(--accent)' },
  frustration: { title: 'Frustration', from: 0, colour: 'var(--error)' },
  confusion: { title: 'Confusion', from: 0, colour: 'var(--fam-decide)' },
  satisfaction: { title: 'Satisfaction', from: 0, colour: 'var(--success)' },
}

/** A score on both sides of zero, with its sign: +0.31, -0.42, 0.00. */
export function signed(score: number): string {
  const size = Math.abs(score).toFixed(2)
  return size === '0.00' ? size : `${score < 0 ? '-' : '+'}${size}`
}

/** A measure's value as it is shown. */
export function measured(measure: ToneMeasure, value: number): string {
  return measure === 'score' ? signed(value) : value.toFixed(2)
}

/** The likeliest tone of a message; the first of equals. */
export function mainTone(shares: JudgedPoint['shares']): (typeof tones)[number] {
  return tones.reduce((best, tone) => (shares[tone.key] > shares[best.key] ? tone : best))
}

/** One message's tone as a sentence for those who cannot see the curve; `place` is its place among the customer's messages. */
export function sayPoint(point: TonePoint, place: number, of: number, measure: ToneMeasure): string {
  const message = `Message ${place} of ${of}`
  if (point.kind === 'open') return `${message}: not judged, ${point.why}.`
  const shares = tones.map((tone) => `${tone.title.toLowerCase()} ${point.shares[tone.key].toFixed(2)}`).join(', ')
  return `${message}: ${measures[measure].title.toLowerCase()} ${measured(measure, point[measure])}; the message alone ${signed(point.own)}, ${shares}.`
}
