import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { ENCODER_ID } from '../catalog.ts'
import { Encoder } from '../encoder.ts'
import { SignalCache } from '../signal-cache.ts'

export const weightsDir = new URL('../weights', import.meta.url).pathname

const dataDir = option('--data')
const cacheDir = option('--cache')

function option(name: string): string {
  const at = process.argv.indexOf(name)
  const value = at < 0 ? undefined : process.argv[at + 1]
  if (value === undefined) throw new Error(`Say where: ${name} DIR`)
  return value
}

/** Rows of a CSV, JSONL or gzipped JSONL file of the data folder; every value as text. */
export function rowsOf(path: string): Record<string, string>[] {
  const bytes = readFileSync(join(dataDir, path))
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  if (path.endsWith('.csv')) return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, string>)
}

export async function openEncoder(): Promise<{ encoder: Encoder; close: () => Promise<void> }> {
  const onnx = join(weightsDir, ENCODER_ID, 'onnx/model_quantized.onnx')
  const digest = existsSync(onnx) ? createHash('sha256').update(readFileSync(onnx)).digest('hex') : ''
  const cache = SignalCache.open(cacheDir)
  const encoder = await Encoder.load(weightsDir, ENCODER_ID, digest, 2, cache)
  return { encoder, close: async () => { cache.flush(); await encoder.close() } }
}
