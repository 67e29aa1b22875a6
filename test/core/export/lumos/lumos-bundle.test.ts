import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lumosBundle, type LumosBundle } from '../../../../core/export/lumos/lumos-bundle.ts'
import { parseSpec } from '../../../../core/spec/parse-spec.ts'

const flow = new URL('../../../../flows/from-scratch/from-scratch.lumos.yaml', import.meta.url)
const source = readFileSync(flow, 'utf8')

function bundle(text: string, layoutText: string | null = null): LumosBundle {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('The sample flow does not parse.')
  return lumosBundle({ text, workflow, layoutText, examples: () => undefined, roles: [], engine: 'test' })
}
const fileOf = (made: LumosBundle, name: string): string | undefined => made.files.find((file) => file.name === name)?.text

describe('the LUMOS bundle', () => {
  it('keeps the YAML as written and gives its meaning one canonical form', () => {
    const plain = bundle(source)
    const commented = bundle(`# A remark.\n${source}`)
    expect(fileOf(commented, 'from-scratch.lumos.yaml')).toContain('# A remark.')
    expect(fileOf(commented, 'from-scratch.lumos.json')).toBe(fileOf(plain, 'from-scratch.lumos.json'))
    expect(commented.digest).toBe(plain.digest)
  })

  it('has another digest as soon as the meaning changes', () => {
    const changed = source.replace(/maxOutputTokens: \d+|timeout: \w+|headcount: \d+/u, (part) => part.replace(/\d+/u, '7'))
    expect(changed).not.toBe(source)
    expect(bundle(changed).digest).not.toBe(bundle(source).digest)
  })

  const layouts = [
    { name: 'a missing layout', text: null },
    { name: 'a layout that is no JSON', text: '{' },
    { name: 'a layout of another form', text: '{"kind":"Something"}' },
  ]
  for (const { name, text } of layouts) {
    it(`exports ${name} as one on which nothing was placed`, () => {
      expect(JSON.parse(fileOf(bundle(source, text), 'from-scratch.layout.json') ?? '')).toMatchObject({ kind: 'Layout', workflow: 'from-scratch', nodes: {} })
    })
  }

  it('keeps where the cards lie', () => {
    const layout = '{"apiVersion":"lumos/v1","kind":"Layout","workflow":"from-scratch","nodes":{"intake":[10,20]}}'
    expect(fileOf(bundle(source, layout), 'from-scratch.layout.json')).toContain('"intake": [10, 20]')
  })
})
