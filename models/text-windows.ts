/** Most word pieces of a text that one pass of the shipped encoder reads; longer texts are cut into windows of equal size. */
export const WINDOW_PIECES = 254

/** Windows are padded to a multiple of this, which depends on the window alone and never on its neighbours in a batch. */
export const LENGTH_STEP = 4

/** Most padded tokens in one batch. */
export const BATCH_TOKENS = 512

/** A part of one text that an encoder reads in one pass; `text` is the text's number among those that are read together. */
export type TextWindow = { readonly text: number; readonly pieces: readonly number[] }

/** Cuts a text's word pieces into as few windows as can be, all of about the same size; nothing is left out. */
export function windowsOf(text: number, pieces: readonly number[], most: number = WINDOW_PIECES): readonly TextWindow[] {
  const count = Math.max(1, Math.ceil(pieces.length / most))
  const size = Math.max(1, Math.ceil(pieces.length / count))
  const windows: TextWindow[] = []
  for (let start = 0; start < Math.max(1, pieces.length); start += size) windows.push({ text, pieces: pieces.slice(start, start + size) })
  return windows
}

/** The padded length of a window with its marks. */
export function paddedLength(window: TextWindow, marks: number = 2): number {
  return Math.ceil((window.pieces.length + marks) / LENGTH_STEP) * LENGTH_STEP
}

/** Groups windows of one padded length into batches, short ones first. */
export function batchesOf(windows: readonly TextWindow[], marks: number = 2): readonly (readonly TextWindow[])[] {
  const byLength = new Map<number, TextWindow[]>()
  for (const window of windows) {
    const length = paddedLength(window, marks)
    const same = byLength.get(length)
    if (same) same.push(window)
    else byLength.set(length, [window])
  }
  const batches: TextWindow[][] = []
  for (const [length, same] of [...byLength].sort((a, b) => a[0] - b[0])) {
    const rows = Math.max(1, Math.floor(BATCH_TOKENS / length))
    for (let start = 0; start < same.length; start += rows) batches.push(same.slice(start, start + rows))
  }
  return batches
}
