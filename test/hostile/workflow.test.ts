import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HostileResult } from './hostile-case.ts'
import { watchCases } from './watch-cases.ts'
import { hostileCases } from './workflow-cases.ts'

let results: ReadonlyMap<string, HostileResult> = new Map()

describe('a hostile workflow file', () => {
  beforeAll(async () => {
    results = await watchCases(fileURLToPath(new URL('workflow-cases.ts', import.meta.url)), hostileCases)
  }, 900_000)

  it.each(hostileCases)('$name gives $errors', ({ name, errors }) => {
    const result = results.get(name)
    expect(result).toMatchObject({ kind: 'done' })
    if (result?.kind !== 'done') return
    if (errors.length === 0) expect(result.errors).toEqual([])
    else expect(result.errors).toEqual(expect.arrayContaining([...errors]))
  })
})
