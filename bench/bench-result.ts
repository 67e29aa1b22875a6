/** What a bench file measured: plain figures, ratios between them, and the bars that a release must clear. */
export type BenchResult = {
  readonly name: string
  readonly figures: Record<string, number>
  readonly ratios: Record<string, number>
  readonly bars: { readonly name: string; readonly value: number; readonly atLeast?: number; readonly atMost?: number }[]
}
