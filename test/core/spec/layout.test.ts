import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyLayout, parseLayout, printLayout } from '../../../core/spec/layout.ts'

const text = `{
  "apiVersion": "lumos/v1",
  "kind": "Layout",
  "workflow": "acme-support",
  "nodes": {
    "analyse": [640, 160],
    "intake": [0, 160]
  },
  "bends": {
    "solved#default": [[1280, 320], [640, 320]]
  },
  "notes": {
    "n1": { "at": [640, 40], "text": "Two of three arms are enough." }
  }
}
`
const files = readdirSync('flows', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.layout.json')).map((name) => join('flows', name))

describe('layout', () => {
  it('prints what it read, byte for byte', () => {
    const parsed = parseLayout(text)
    expect(parsed.layout === undefined ? '' : printLayout(parsed.layout)).toBe(text)
  })

  it.each(files)('reads %s and prints it so that it reads the same', (file) => {
    const { layout } = parseLayout(readFileSync(file, 'utf8'))
    if (layout === undefined) throw new Error('it was not read')
    expect(parseLayout(printLayout(layout)).layout).toEqual(layout)
  })

  it('writes one node a line, sorted, in whole pixels', () => {
    const printed = printLayout({ ...emptyLayout('a'), nodes: { b: [8.4, 16], a: [0, -8] } })
    expect(printed.split('\n').slice(4, 8)).toEqual(['  "nodes": {', '    "a": [0, -8],', '    "b": [8, 16]', '  }'])
  })

  it.each([['no JSON', '{', 'is not JSON'], ['another kind', text.replace('"Layout"', '"Workflow"'), 'kind'], ['a broken point', text.replace('[0, 160]', '[0]'), 'nodes.intake'], ['half a pixel', text.replace('[0, 160]', '[0.5, 160]'), 'nodes.intake']])('says why it cannot read %s', (_what, broken, why) => {
    const parsed = parseLayout(broken)
    expect(parsed.kind === 'unreadable' ? parsed.problem : '').toContain(why)
  })
})
