import { listedNames } from '../conditions/listed-names.ts'
import { nearestName } from '../conditions/nearest-name.ts'
import type { Finding, SpecPath } from '../spec/finding.ts'
import { findingAt } from '../spec/source-finding.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import type { TestScenario } from '../spec/test-scenario.ts'
import type { Workflow } from '../spec/workflow.ts'

type Kind = 'node' | 'node or monitor' | 'channel' | 'trigger' | 'tool' | 'team'
type Named = { readonly kind: Kind; readonly name: string; readonly path: SpecPath; readonly part?: 'key' }

function listed(kind: Kind, names: readonly string[] | undefined, path: SpecPath): readonly Named[] {
  return (names ?? []).map((name, index) => ({ kind, name, path: [...path, index] }))
}

function namedIn({ spec: { script, answers, expect } }: TestScenario): readonly Named[] {
  const at = ['spec', 'expect']
  return [
    ...script.flatMap((event, index): readonly Named[] => {
      const path = ['spec', 'script', index]
      if (event.event === 'start') return [{ kind: 'channel', name: event.channel, path: [...path, 'channel'] }]
      if (event.event === 'human.completed') return [{ kind: 'node', name: event.node, path: [...path, 'node'] }]
      return 'node' in event ? [{ kind: 'node or monitor', name: event.node, path: [...path, 'node'] }] : []
    }),
    ...Object.keys(answers ?? {}).map((name): Named => ({ kind: 'node or monitor', name, path: ['spec', 'answers', name], part: 'key' })),
    ...listed('node', expect.visited, [...at, 'visited']),
    ...listed('node', expect.route, [...at, 'route']),
    ...listed('node', expect.never, [...at, 'never']),
    ...listed('node', expect.waitingAt, [...at, 'waitingAt']),
    ...listed('trigger', expect.triggers, [...at, 'triggers']),
    ...listed('tool', expect.tools, [...at, 'tools']),
    ...listed('team', expect.teams, [...at, 'teams']),
  ]
}

/** LUM201 in a test: everything that it names is in the workflow that it tests. What lies inside a subflow is that workflow's own. */
export function testFindings(source: SpecSource, test: TestScenario, { spec }: Workflow): readonly Finding[] {
  const nodes = Object.keys(spec.flow.nodes)
  const known: Readonly<Record<Kind, readonly string[]>> = {
    node: nodes,
    'node or monitor': [...nodes, ...Object.keys(spec.monitors ?? {})],
    channel: Object.keys(spec.channels),
    trigger: (spec.triggers ?? []).map(({ id }) => id),
    tool: Object.keys(spec.tools ?? {}),
    team: Object.keys(spec.teams ?? {}),
  }
  return namedIn(test).flatMap(({ kind, name, path, part }) => {
    const [first = name] = name.split('/')
    if (known[kind].includes(first)) return []
    const near = nearestName(first, known[kind])
    const hint = near !== undefined ? `Did you mean ${near}?` : `Known: ${listedNames(known[kind])}.`
    return [findingAt(source, 'LUM201', { where: 'The test', kind, name: first, hint }, path, part ?? 'value')]
  })
}
