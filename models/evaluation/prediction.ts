/** One judged row: what is right, what was said, and how sure (0..1) the judge was of it. */
export type Prediction = { readonly truth: string; readonly predicted: string; readonly confidence: number }
