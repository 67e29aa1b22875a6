import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostileCases as conditionCases } from './condition-cases.ts'
import { hostileCases as engineCases } from './engine-cases.ts'
import type { HostileResult } from './hostile-case.ts'
import { hostileCases as sideFileCases } from './side-file-cases.ts'
import { watchCases } from './watch-cases.ts'

describe.each([
  { what: 'a hostile condition', file: 'condition-cases.ts', cases: conditionCases },
  { what: 'a hostile layout or scenario', file: 'side-file-cases.ts', cases: sideFileCases },
  { what: 'a hostile event or program', file: 'engine-cases.ts', cases: engineCases },
])('$what', ({ file, cases }) => {
  let results: ReadonlyMap<string, HostileResult> = new Map()

  beforeAll(async () => {
    results = await watchCases(fileURLToPath(new URL(file, import.meta.url)), cases)
  }, 900_000)

  it.each(cases)('$name gives $errors', ({ name, errors }) => {
    const result = results.get(name)
    expect(result).toMatchObject({ kind: 'done' })
    if (result?.kind !== 'done') return
    if (errors.length === 0) expect(result.errors).toEqual([])
    else expect(result.errors).toEqual(expect.arrayContaining([...errors]))
  })
})
