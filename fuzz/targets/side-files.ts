import { readFileSync } from 'node:fs'
import { parseLayout, printLayout } from '../../core/spec/layout.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { mustHold } from '../fuzz-target.ts'

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

function run(text: string): string {
  const { layout, ...rest } = parseLayout(text)
  if (layout === undefined) mustHold('problem' in rest && rest.problem !== '', () => 'A layout was refused without a word.')
  else {
    const printed = printLayout(layout)
    mustHold(JSON.stringify(parseLayout(printed)).length > 0 && printLayout(parseLayout(printed).layout ?? layout) === printed, () => `A layout is not printed as it is read: ${printed.slice(0, 2000)}`)
  }
  const { scenario, problems } = parseScenario(text)
  mustHold(scenario !== null || problems.length > 0, () => 'A scenario was refused without a word.')
  const lines = text.split('\n').length
  for (const problem of problems) {
    mustHold(problem.code !== '' && problem.message !== '' && problem.hint !== '', () => `A problem is incomplete: ${JSON.stringify(problem)}`)
    mustHold(problem.line >= 1 && problem.line <= lines && problem.column >= 1, () => `A problem lies outside the text: ${JSON.stringify(problem)}`)
  }
  return `${layout === undefined ? 'no layout' : 'layout'} ${[...new Set(problems.map((problem) => `${problem.code} ${problem.message.replace(/"[^"]*"|[\w.]*\.[\w.]*|\d+/g, '').slice(0, 40)}`))].sort().slice(0, 8).join('|')}`
}

/** Text to a layout and to a scenario: no exception, coded problems inside the text, and a layout that is read is printed as it is. */
export const sideFilesTarget: FuzzTarget = {
  name: 'side-files',
  seeds: () => [
    read('flows/customer-support/scenario.lumos.yaml'), read('flows/it-service-desk/scenario.lumos.yaml'), read('flows/from-scratch/from-scratch.layout.json'),
    '{\n  "apiVersion": "lumos/v1",\n  "kind": "Layout",\n  "workflow": "small",\n  "nodes": {\n    "a": [0, 8],\n    "b": [16, -8]\n  },\n  "bends": {\n    "a>b#then": [[0, 0], [8, 8]]\n  },\n  "notes": {\n    "n1": { "at": [0, 0], "text": "Mind \\"this\\"." }\n  }\n}\n',
  ],
  words: ['"nodes"', '"bends"', '"notes"', '"at"', '"text"', '[0, 8]', '[1e400, 0]', '[0.5, 1]', '[-0, 0]', '"__proto__"', '"constructor"', 'null', 'true', '{', '}', '[', ']', ',', 'spec', 'metadata', 'handleTime', 'teams', 'mean', 'cv', 'seed', 'volume', '8m', '0s', '99999999999d', 'baseline', 'customer', 'patience', 'shifts', 'calendar', 'headcount', 'rates', 'channelMap', 'script', 'expect'],
  longest: 20_000,
  run,
}
