import { describe, expect, it } from 'vitest'
import { relativePath } from '../../../renderer/state/relative-path.ts'

describe('the path of a file as another one names it', () => {
  it.each([
    ['/a/flow.yaml', '/a/base.yaml', 'base.yaml'],
    ['/a/flow.yaml', '/a/scenarios/base.yaml', 'scenarios/base.yaml'],
    ['/a/b/flow.yaml', '/a/c/base.yaml', '../c/base.yaml'],
    ['/a/b/flow.yaml', '/base.yaml', '../../base.yaml'],
    ['/flow.yaml', '/base.yaml', 'base.yaml'],
    ['C:\\a\\flow.yaml', 'C:\\a\\d\\base.yaml', 'd/base.yaml'],
    ['C:\\a\\flow.yaml', 'D:\\a\\base.yaml', 'D:/a/base.yaml'],
  ])('from %s to %s', (from, to, expected) => expect(relativePath(from, to)).toBe(expected))
})
