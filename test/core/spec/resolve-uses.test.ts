import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'
import { specDigest } from '../../../core/spec/digest.ts'
import type { Finding } from '../../../core/spec/finding.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import type { ProjectFile } from '../../../core/spec/project-files.ts'
import { isVersionEnough, resolveUses } from '../../../core/spec/resolve-uses.ts'

const read = (name: string): string => readFileSync(`test/fixtures/project/${name}`, 'utf8')
const desk = read('desk.lumos.yaml')
const library: ProjectFile = { name: 'library/desk.lumos.yaml', text: read('library/desk.lumos.yaml') }
const environment: ProjectFile = { name: 'environments/prod.lumos.yaml', text: read('environments/prod.lumos.yaml') }

function changed(file: ProjectFile, from: string, to: string): ProjectFile {
  expect(file.text).toContain(from)
  return { ...file, text: file.text.replace(from, () => to) }
}

function check(text: string, files: readonly ProjectFile[]): readonly string[] {
  return checkSpec(text, roleCatalog, { files }).findings.map((finding) => `${finding.file ?? 'desk'}:${finding.range.start.line} ${finding.code} ${finding.message}`)
}

function lineOf(text: string, part: string): number {
  expect(text).toContain(part)
  return text.slice(0, text.indexOf(part)).split('\n').length
}

describe('a workflow that uses a library', () => {
  it('has its parts as if they were written in it, and nothing to complain about', () => {
    const { workflow } = resolveUses(parseSpec(desk), [library])
    expect(Object.keys(workflow?.spec.teams ?? {})).toEqual(['support'])
    expect(Object.keys(workflow?.spec.calendars ?? {})).toEqual(['officeHours'])
    expect(workflow?.spec.context?.customer).toHaveProperty('segment')
    expect(check(desk, [library, environment])).toEqual([])
  })

  it('takes from a shared team the channels that it has itself', () => {
    const { workflow } = resolveUses(parseSpec(desk), [library])
    expect(workflow?.spec.teams?.['support']).toMatchObject({ channels: ['email', 'chat'], capacity: { email: 5, chat: 2 } })
  })

  it('means what the same workflow means without the library, so its digest covers what it uses', () => {
    const digest = (files: readonly ProjectFile[]): string => {
      const { workflow } = resolveUses(parseSpec(desk), files)
      if (workflow === undefined) throw new Error('unreadable')
      return specDigest(workflow)
    }
    expect(digest([library])).toBe(digest([library, environment]))
    expect(digest([library])).not.toBe(digest([changed(library, 'headcount: 3', 'headcount: 4')]))
    expect(digest([library])).toBe(digest([changed(library, 'title: Shared desk', 'title: The desk')]))
  })

  it('leaves a workflow without libraries alone', () => {
    const parsed = parseSpec(readFileSync('test/fixtures/acme-support.lumos.yaml', 'utf8'))
    expect(resolveUses(parsed, [library])).toBe(parsed)
  })

  it('points into the file of the library, and offers no repair there', () => {
    const files = [changed(library, 'calendar: officeHours, headcount: 3', 'calendar: officeHour, headcount: 3')]
    const { findings } = checkSpec(desk, roleCatalog, { files })
    const [finding] = findings.filter((each) => each.code === 'LUM201')
    expect(finding).toMatchObject({ file: 'library/desk.lumos.yaml', range: { start: { line: lineOf(files[0]?.text ?? '', 'officeHour, headcount') } } })
    expect(finding?.fix).toBeUndefined()
  })

  it.each<[what: string, text: string, files: readonly ProjectFile[], found: readonly string[]]>([
    ['a library that is not there', desk, [], [`desk:${lineOf(desk, 'library: support-desk')} LUM201 uses[0] names unknown library support-desk.`]],
    ['a library of another name', desk, [changed(library, 'name: support-desk', 'name: support-desks')], [`desk:${lineOf(desk, 'library: support-desk')} LUM201 uses[0] names unknown library support-desk.`]],
    ['two libraries of one name', desk, [library, { ...library, name: 'again.lumos.yaml' }], [`desk:${lineOf(desk, 'library: support-desk')} LUM005 Library support-desk (library/desk.lumos.yaml, again.lumos.yaml) appears twice.`]],
    ['a library that is too old', desk, [changed(library, 'version: 1.2.0', 'version: 1.0.9')], [`desk:${lineOf(desk, 'library: support-desk')} LUM001 spec.uses[0].version asks for 1.1.0, and library/desk.lumos.yaml is 1.0.9.`]],
    ['a library of another major version', desk, [changed(library, 'version: 1.2.0', 'version: 2.0.0')], [`desk:${lineOf(desk, 'library: support-desk')} LUM001 spec.uses[0].version asks for 1.1.0, and library/desk.lumos.yaml is 2.0.0.`]],
    ['a library that is used twice', desk.replace('    - { library', '    - { library: support-desk }\n    - { library'), [library], [`desk:${lineOf(desk, 'library: support-desk') + 1} LUM005 Library support-desk appears twice.`]],
  ])('says where it stands: %s', (_what, text, files, found) => {
    expect(check(text, files)).toEqual(found)
  })

  it('says where an id is taken by both', () => {
    const text = desk.replace('  models:\n', '  skills: { billing: { title: Money } }\n\n  models:\n')
    expect(check(text, [library])).toEqual([`desk:${lineOf(text, 'skills: { billing')} LUM005 Skill billing (here and in library support-desk) appears twice.`])
  })

  it('shows the mistakes of the library in its own file', () => {
    const broken = changed(library, 'chat: 2, voice: 1', 'chat: two, voice: 1')
    const found = check(desk, [broken])
    expect(found[0]).toMatch(/^desk:\d+ LUM201 uses\[0\] names unknown library support-desk\.$/)
    const strange = changed(library, 'features: [customerFields, skills]', 'features: [customerFields, skills, timeTravel]')
    expect(check(desk, [strange])).toEqual([`library/desk.lumos.yaml:${lineOf(strange.text, 'timeTravel')} LUM010 This file needs timeTravel, which this version does not know.`])
  })

  it('does not call parts of a library unused', () => {
    const bigger = changed(library, '  teams:\n', '    nights:\n      timezone: UTC\n      open: [{ days: [sat], from: "00:00", to: "24:00" }]\n\n  teams:\n')
    expect(check(desk, [bigger])).toEqual([])
  })

  it('knows the fields of its customers', () => {
    const text = desk.replace('customer.segment == "business"', 'customer.segment == "busines"')
    const [finding] = checkSpec(text, roleCatalog, { files: [library] }).findings.filter((each: Finding) => each.code === 'LUM304')
    expect(finding?.hint).toContain('business')
    expect(check(desk.replace('has(customer.segment) && ', ''), [library])).toEqual([expect.stringContaining('LUM306')])
  })
})

describe('isVersionEnough', () => {
  it.each([
    ['1.2.0', '1.2.0', true], ['1.3.0', '1.2.9', true], ['1.2.10', '1.2.9', true], ['1.2.0', '1.2.1', false], ['2.0.0', '1.0.0', false], ['1.0.0', '2.0.0', false], ['1.4.0-rc.1', '1.3.0', true],
  ])('%s where %s is the least: %s', (present, least, enough) => {
    expect(isVersionEnough(present, least)).toBe(enough)
  })
})
