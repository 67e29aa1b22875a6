// Spans of time belong to the format; the engine's rooms know them by this name.
export { durationMs } from '../spec/duration.ts'
