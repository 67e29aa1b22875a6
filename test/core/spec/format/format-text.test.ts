import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { specDigest } from '../../../../core/spec/digest.ts'
import { formatText } from '../../../../core/spec/format/format-text.ts'
import { parseSpec } from '../../../../core/spec/parse-spec.ts'
import { messyYaml } from '../messy-yaml.ts'
import { treeEditor } from '../tree-editor.ts'
import { exampleText, workflowFiles } from '../workflow-files.ts'

function formatted(text: string): string {
  const result = formatText(text)
  if (result.kind === 'broken') throw new Error(result.findings.map((finding) => finding.message).join('\n'))
  return result.text
}

function digest(text: string): string {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('The text is a flow.')
  return specDigest(workflow)
}

const models = workflowFiles.map((file) => treeEditor(parseSpec(readFileSync(file, 'utf8')).workflow).tree)

describe('the canonical form', () => {
  it.each<[what: string, before: string, after: string]>([
    ['puts keys in their order, with their comments', 'kind: Workflow\n# the format\napiVersion: lumos/v1 # major\n', '# the format\napiVersion: lumos/v1 # major\nkind: Workflow\n'],
    ['puts keys in braces in their order', 'spec:\n  flow:\n    nodes:\n      a: { then: b, stage: s, kind: start }\n', 'spec:\n  flow:\n    nodes:\n      a: { kind: start, stage: s, then: b }\n'],
    ['indents by two, lists below their key too', 'spec:\n    slas:\n    -   id: a\n        when: x\n', 'spec:\n  slas:\n    - id: a\n      when: x\n'],
    ['moves comments and texts along', 'metadata:\n     # who\n     title: |\n        A\n          B\n', 'metadata:\n  # who\n  title: |\n     A\n       B\n'],
    ['quotes what other tools misread', 'metadata:\n  title: NO\n  owners: [on, 12:30, x]\n', 'metadata:\n  title: "NO"\n  owners: ["on", "12:30", x]\n'],
    ['evens out spaces', 'metadata: {name:   a,title: "b"}   \n\n\nkind:  Workflow', 'kind: Workflow\n\n\nmetadata: { name: a, title: "b" }\n'],
    ['leaves x- keys and ids where the author put them', 'spec:\n  x-b: {b:  1}\n  agents: {}\n  teams:\n    z: {}\n    a: {}\n', 'spec:\n  x-b: {b:  1}\n  agents: {}\n  teams:\n    z: {}\n    a: {}\n'],
  ])('%s', (_what, before, after) => {
    const text = formatted(before)
    expect(text.replace(/\n{2,}/g, '\n')).toBe(after.replace(/\n{2,}/g, '\n'))
    expect(formatted(text)).toBe(text)
  })

  it.each(workflowFiles)('keeps the meaning of %s, and is at rest after one time', (file) => {
    const text = readFileSync(file, 'utf8')
    const once = formatted(text)
    expect(digest(once)).toBe(digest(text))
    expect(formatted(once)).toBe(once)
  })

  it('touches no file that is not sound YAML, and says where it is not', () => {
    expect(formatText(`${exampleText}\n  x: [`)).toMatchObject({ kind: 'broken', findings: [{ code: 'LUM000' }] })
    expect(formatText('a: 1\na: 2\n')).toMatchObject({ kind: 'broken', findings: [{ code: 'LUM005' }] })
  })

  it('keeps every comment and the meaning of any file, and is at rest after one time', () => {
    fc.assert(fc.property(fc.nat(models.length - 1), fc.nat(2 ** 31), (model, seed) => {
      const { text, marks } = messyYaml(models[model] ?? null, seed)
      const once = formatted(text)
      expect(marks.filter(({ token }) => once.split(token).length !== 2)).toEqual([])
      expect(digest(once)).toBe(digest(text))
      expect(formatted(once)).toBe(once)
      expect(once.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'))
      expect(once.includes('\r\n')).toBe(text.includes('\r\n'))
    }), { numRuns: 8 })
  })
})
