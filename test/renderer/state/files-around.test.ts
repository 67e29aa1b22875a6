import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import desk from '../../fixtures/project/desk.lumos.yaml?raw'
import shared from '../../fixtures/project/library/desk.lumos.yaml?raw'
import { wholeWorkflow } from '../../../renderer/state/files-around.ts'

const { source, workflow } = parseSpec(desk)
const library = { name: 'library/desk.lumos.yaml', text: shared }

describe('wholeWorkflow', () => {
  it('shows the parts of the library, and the flow alone where the library cannot be had', () => {
    if (workflow === undefined) throw new Error('unreadable')
    expect(Object.keys(wholeWorkflow({ source, workflow }, [library]).spec.teams ?? {})).toEqual(['support'])
    expect(wholeWorkflow({ source, workflow }, [])).toBe(workflow)
  })
})
