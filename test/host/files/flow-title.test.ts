import { describe, expect, it } from 'vitest'
import { flowTitle } from '../../../host/files/flow-title.ts'

const cases = [
  { name: 'a plain title', text: 'kind: Workflow\nmetadata:\n  name: a\n  title: Returns desk # ours\nspec:\n', title: 'Returns desk' },
  { name: 'a quoted title', text: 'metadata:\n  title: "Returns: desk"\n', title: 'Returns: desk' },
  { name: 'a title elsewhere', text: 'metadata:\n  name: a\nspec:\n  title: Not this\n', title: null },
  { name: 'no title', text: 'metadata:\n  name: a\n', title: null },
  { name: 'no flow', text: '\u0000{[', title: null },
]

describe('the title of a flow, for lists', () => {
  for (const { name, text, title } of cases) {
    it(`is ${JSON.stringify(title)} for ${name}`, () => {
      expect(flowTitle(text)).toBe(title)
    })
  }
})
