import { readFileSync } from 'node:fs'
import { intlZoneOffsets } from '../../host/intl-zone-offsets.ts'
import { lintCases, passingCases } from '../../test/core/graph/lint-cases.ts'
import { lintPages } from './lint-pages.ts'
import { scenariosPage } from './scenarios-page.ts'
import { exampleWorkflow, scenarioFields, specPage } from './spec-page.ts'

const root = new URL('../../', import.meta.url)

function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** Every generated page of docs/, by its path in the project. */
export function generatePages(): ReadonlyMap<string, string> {
  const example = readText('test/fixtures/acme-support.lumos.yaml')
  const template = 'flows/customer-support/customer-support'
  const scenarios = ['busy-monday', 'third-agent', 'preemption-p1', 'next-month', 'capacity'].map((name) => {
    const path = `flows/customer-support/scenarios/${name}.lumos.yaml`
    return { path, text: readText(path) }
  })
  const samples = [
    { kind: 'Workflow', text: example },
    { kind: 'Workflow', text: readText(`${template}.lumos.yaml`) },
    { kind: 'SimulationScenario', text: readText('flows/customer-support/scenario.lumos.yaml') },
    ...scenarios.map(({ text }) => ({ kind: 'SimulationScenario', text })),
    { kind: 'Layout', text: readText(`${template}.layout.json`) },
  ]
  const zones = intlZoneOffsets()
  // The cases of the tests are the examples of the pages, so an example that is not true fails a test.
  const pages = lintPages(example, {
    fails: lintCases.map((each) => ({ ...each, given: { zones, ...each.given } })),
    passes: passingCases.map((each) => ({ ...each, given: { zones, ...each.given } })),
  })
  return new Map([['docs/spec.md', specPage(exampleWorkflow(example), samples)], ['docs/scenarios.md', scenariosPage(scenarios, scenarioFields(samples))], ...[...pages].map(([name, text]) => [`docs/lint/${name}`, text] as const)])
}
