/** One known point of a curve; `index` counts the values, known or not. */
export type CurvePoint = { readonly index: number; readonly at: number; readonly value: number; readonly low: number; readonly high: number }

/** A curve in a box of 100 by 100, y downwards: values lie evenly, as on their slider. */
export type CurveShape = { readonly line: string; readonly band: string; readonly low: number; readonly high: number; readonly placeOf: (index: number) => number; readonly heightOf: (value: number) => number }

/** Lays out a curve of so many values with what is known of it; `low` and `high` are what the box's edges stand for. */
export function curveShape(known: readonly CurvePoint[], count: number): CurveShape {
  const least = Math.min(...known.map((point) => point.low))
  const most = Math.max(...known.map((point) => point.high))
  // A figure that does not change is a line in the middle, not noise over the whole box.
  const margin = known.length === 0 ? 1 : Math.max((most - least) * 0.08, Math.abs(most) * 0.01, 1e-9)
  const low = known.length === 0 ? 0 : least >= 0 ? Math.max(0, least - margin) : least - margin
  const high = known.length === 0 ? 1 : most + margin
  const placeOf = (index: number): number => (count < 2 ? 50 : (index / (count - 1)) * 100)
  const heightOf = (value: number): number => ((value - low) / (high - low)) * 100
  const text = (index: number, value: number): string => `${placeOf(index).toFixed(2)},${(100 - heightOf(value)).toFixed(2)}`
  return {
    line: known.map(({ index, value }) => text(index, value)).join(' '),
    band: [...known.map(({ index, high: top }) => text(index, top)), ...known.toReversed().map(({ index, low: bottom }) => text(index, bottom))].join(' '),
    low, high, placeOf, heightOf,
  }
}
