import { describe, expect, it } from 'vitest'
import { linksOf } from '../../../core/graph/links.ts'
import { exampleDocument } from '../document/document-fixture.ts'

const links = linksOf(exampleDocument().workflow)

describe('links', () => {
  it('names every way out by source and port', () => {
    expect(links.filter((link) => link.source === 'route').map((link) => [link.id, link.target])).toEqual([
      ['route#security', 'escalate'], ['route#critical', 'escalate'], ['route#confident', 'draft'], ['route#unclear', 'clarify'], ['route#default', 'escalate'],
    ])
  })

  it('has no two ways of the same name', () => {
    expect(new Set(links.map((link) => link.id)).size).toBe(links.length)
  })

  it('knows arms, outcomes, error routes, loop limits, triggers and the last error route', () => {
    const ids = links.map((link) => link.id)
    expect(ids).toEqual(expect.arrayContaining(['analyse#kb', 'handoff#returned', 'triage#catch.0', 'draft#onMaxVisits', 'trigger.frustrated#then', 'onError#then']))
  })
})
