/** One bar that a measurement must clear. */
export type BenchBar = { readonly name: string; readonly value: number; readonly atLeast?: number; readonly atMost?: number }

/** What one benchmark measured: plain figures, ratios of two figures of the same run, and the bars that they must clear. */
export type BenchResult = {
  readonly name: string
  readonly figures: Record<string, number>
  readonly ratios: Record<string, number>
  readonly bars: readonly BenchBar[]
}
