import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { generatedNotice } from './spec-page.ts'

/** A scenario that the page shows: its path in the project, and its text. */
export type ShownScenario = { readonly path: string; readonly text: string }

function titleOf(text: string): string {
  const data: unknown = parse(text)
  const metadata = typeof data === 'object' && data !== null && 'metadata' in data ? data.metadata : undefined
  return typeof metadata === 'object' && metadata !== null && 'title' in metadata ? String(metadata.title) : 'Scenario'
}

// The first comment of a file says what the scenario is for.
function shown({ path, text }: ShownScenario): string {
  const [first = '', ...rest] = text.split('\n')
  const about = first.startsWith('# ') ? first.slice(2) : ''
  return [`### ${titleOf(text)}`, about, `\`${path}\`:`, `\`\`\`yaml\n${rest.join('\n').trimEnd()}\n\`\`\``].join('\n\n')
}

/** The page about scenarios: prose, examples that are files of the project, and the table of fields. */
export function scenariosPage(scenarios: readonly ShownScenario[], fields: string): string {
  const prose = readFileSync(new URL('scenarios.md', import.meta.url), 'utf8').trim()
  return `${[
    generatedNotice,
    '# Scenarios',
    prose,
    '## Examples',
    'Each of these runs by itself, for example `lumos simulate flows/customer-support/scenarios/busy-monday.lumos.yaml`. They extend `flows/customer-support/scenario.lumos.yaml`.',
    ...scenarios.map(shown),
    '## Fields',
    'In the table an asterisk marks fields that must be there. What is written in `<name>` is a name of your own. [The format](spec.md) describes the parts that other files share.',
    fields,
  ].join('\n\n')}\n`
}
