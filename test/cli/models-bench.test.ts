import { expect, it } from 'vitest'
import { z } from 'zod'
import { benchTexts } from '../../models/evaluation/bench-texts.ts'
import { lumos } from './run-in-process.ts'

it('measures messages a second, waiting times and memory with the threads that are asked for', async () => {
  const { stdout, stderr, exitCode } = await lumos(['models', 'bench', '--texts', '16', '--threads', '1', '--json'])
  expect([exitCode, stderr]).toEqual([0, ''])
  const row = z.object({ messages: z.enum(['short', 'middle', 'long']), texts: z.number(), batch: z.number(), threads: z.literal(1), textsPerSecond: z.number().positive(), medianMs: z.number().positive(), p95Ms: z.number().positive() })
  const report = z.object({ openMs: z.number().positive(), firstSignalMs: z.number().positive(), memoryBytes: z.number().nonnegative(), machine: z.object({ cores: z.number().positive() }), rows: z.array(row) }).parse(JSON.parse(stdout))
  expect(report.rows.map(({ messages, batch }) => `${messages} ${batch}`)).toEqual(['short', 'middle', 'long'].flatMap((length) => [1, 16, 256].map((batch) => `${length} ${batch}`)))
  expect(report.firstSignalMs).toBeGreaterThanOrEqual(report.openMs)
  for (const { medianMs, p95Ms } of report.rows) expect(p95Ms).toBeGreaterThanOrEqual(medianMs)
})

it('makes messages that differ, the same for the same seed', () => {
  const texts = benchTexts(200, 3, 1)
  expect(new Set(texts).size).toBe(200)
  expect(benchTexts(200, 3, 1)).toEqual(texts)
  expect(benchTexts(200, 3, 2)).not.toEqual(texts)
})
