import { describe, expect, it } from 'vitest'
import { schemaComment, withSchemaComment } from '../../../core/spec/schema-comment.ts'

const line = '# yaml-language-server: $schema=./lumos.schema.json'

describe('the comment that names the schema for editors', () => {
  it.each([
    ['a file without one', 'kind: Workflow\n', `${line}\nkind: Workflow\n`],
    ['a file with another', '# The desk.\n#yaml-language-server: $schema=../../schema/v1/lumos.json\n\nkind: Workflow\n', `# The desk.\n${line}\n\nkind: Workflow\n`],
    ['a file with this one', `${line}\nkind: Workflow\n`, `${line}\nkind: Workflow\n`],
    ['a file with a byte order mark', '\uFEFFkind: Workflow\n', `\uFEFF${line}\nkind: Workflow\n`],
    ['a file from Windows', '# The desk.\r\nkind: Workflow\r\n', `${line}\r\n# The desk.\r\nkind: Workflow\r\n`],
    ['an empty file', '', `${line}\n`],
    ['a file that talks about one further down', 'kind: Workflow\nx-note: |\n  # yaml-language-server: $schema=elsewhere\n', `${line}\nkind: Workflow\nx-note: |\n  # yaml-language-server: $schema=elsewhere\n`],
  ])('is put into %s', (_what, before, after) => {
    expect(withSchemaComment(before)).toBe(after)
    expect(schemaComment(after)).toBe('./lumos.schema.json')
    expect(withSchemaComment(after)).toBe(after)
  })

  it('is none where there is none', () => {
    expect(schemaComment('kind: Workflow\n# yaml-language-server: $schema=x\n')).toBeUndefined()
  })
})
