import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { diagnostics } from '../../core/spec/diagnostics.ts'
import { generatePages } from '../../scripts/docs/generate-pages.ts'
import { anchorOf } from '../../scripts/docs/schema-tables.ts'

const root = new URL('../../', import.meta.url)
const repair = 'run: npx tsx scripts/generate-docs.ts'
let pages: ReadonlyMap<string, string> = new Map()

// Every case of the linter is checked once more to draw it, which takes a while on a busy machine.
beforeAll(() => {
  pages = generatePages()
}, 240_000)

describe('the generated pages', () => {
  it('are up to date', () => {
    const stale = [...pages].filter(([path, text]) => !existsSync(new URL(path, root)) || readFileSync(new URL(path, root), 'utf8') !== text).map(([path]) => path)
    expect(stale, repair).toEqual([])
    expect(readdirSync(new URL('docs/lint/', root)).filter((name) => !pages.has(`docs/lint/${name}`)), repair).toEqual([])
  })

  it('explain every code, with a flow in which it is reported', () => {
    const withoutCases = ['LUM209', 'LUM801', 'LUM802']
    for (const code of Object.keys(diagnostics)) {
      const page = pages.get(`docs/lint/${code}.md`) ?? ''
      expect(page).toMatch(new RegExp(`^# ${code}: \\S`, 'm'))
      if (!withoutCases.includes(code)) expect(page, code).toContain('## What is reported\n\n**')
    }
  })

  it('say of every field of the format what it means', () => {
    const rows = (pages.get('docs/spec.md') ?? '').split('\n').filter((line) => /^\| `[^`]+`( \\\*)? \|/.test(line)).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    expect(rows.length).toBeGreaterThan(300)
    expect(rows.filter((cells) => cells.length === 7 && cells[4] === '').map((cells) => cells[1])).toEqual([])
  })

  it('link only to what is there', () => {
    for (const [path, text] of pages) {
      const anchors = new Set([...text.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? '')))
      const links = [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '')
      for (const link of links) {
        if (link.startsWith('#')) expect(anchors, `${path}: ${link}`).toContain(link.slice(1))
        else expect(pages.has(new URL(link, `file:///${path}`).pathname.slice(1)) || existsSync(new URL(link, new URL(path, root))), `${path}: ${link}`).toBe(true)
      }
    }
  })
})
