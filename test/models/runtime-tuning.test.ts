import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENCODER_ID } from '../../models/catalog.ts'
import { measureThreads } from '../../models/measure-threads.ts'
import { bestThreads, defaultThreads, keepTuning, machineFingerprint, threadCandidates, tunedThreads } from '../../models/runtime-tuning.ts'
import { GRAPH_FILE } from '../../models/shipped-encoder.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'tuning-'))
const rate = (threads: number, textsPerSecond: number) => ({ threads, textsPerSecond })

describe('the number of threads', () => {
  it.each([
    [1, [1], 1],
    [2, [1, 2], 2],
    [6, [1, 2, 4, 6], 4],
    [16, [1, 2, 4, 8], 4],
  ])('is looked for among sensible ones on %i cores', (cores, candidates, before) => {
    expect(threadCandidates(cores)).toEqual(candidates)
    expect(defaultThreads(cores)).toBe(before)
  })

  it.each([
    ['the fastest', [rate(1, 100), rate(2, 190), rate(4, 300)], 4],
    ['the smaller where a thread more wins little', [rate(1, 100), rate(2, 190), rate(4, 200)], 2],
    ['one where more only hurt', [rate(1, 100), rate(2, 90)], 1],
    ['the fastest in whatever order they were measured', [rate(4, 300), rate(1, 100), rate(2, 190)], 4],
    ['one where nothing was measured', [], 1],
  ] as const)('is %s', (_, rates, threads) => expect(bestThreads(rates)).toBe(threads))

  it('is kept for the machine and the model that were measured', () => {
    const dir = join(folder(), 'made when needed')
    const own = machineFingerprint('one model')
    expect(tunedThreads(dir, own)).toBeUndefined()
    keepTuning(dir, own, [rate(1, 100), rate(2, 190)])
    keepTuning(dir, 'another machine', [rate(1, 100)])
    expect([tunedThreads(dir, own), tunedThreads(dir, 'another machine'), tunedThreads(dir, machineFingerprint('another model'))]).toEqual([2, 1, undefined])
    expect(readdirSync(dir)).toEqual(['runtime.json'])
  })

  it('is measured again where the file is damaged, and not kept where the folder cannot be used', () => {
    const dir = folder()
    writeFileSync(join(dir, 'runtime.json'), '{"x": {"threads": "many"}}')
    expect(tunedThreads(dir, 'x')).toBeUndefined()
    keepTuning(join(dir, 'runtime.json', 'below a file'), 'x', [rate(1, 1)])
    expect(tunedThreads(join(dir, 'runtime.json', 'below a file'), 'x')).toBeUndefined()
  })

  it('is measured on the graph itself', async () => {
    const rates = await measureThreads(join(new URL('../../models/weights', import.meta.url).pathname, ENCODER_ID, GRAPH_FILE), [1, 2], () => performance.now())
    expect(rates.map(({ threads }) => threads)).toEqual([1, 2])
    for (const { textsPerSecond } of rates) expect(textsPerSecond).toBeGreaterThan(0)
  })
})
