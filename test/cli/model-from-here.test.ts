import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelFromHere } from '../../cli/commands/models/model-from-here.ts'
import { projectRoot } from './run-in-process.ts'

describe('a model that a command names', () => {
  it('is a folder from where the command was given', () => {
    const here = join(projectRoot, 'test')
    expect(modelFromHere('./fixtures/models/tiny-tone', here)).toBe(resolve(here, 'fixtures', 'models', 'tiny-tone'))
  })

  it.each(['shipped', 'owner/name'])('stays as it is written: %s', (text) => {
    expect(modelFromHere(text, projectRoot)).toBe(text)
  })
})
