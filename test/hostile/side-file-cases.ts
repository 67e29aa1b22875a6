import type { HostileCase } from './hostile-case.ts'
import { ofLayout, ofScenario } from './text-outcome.ts'

const mebibyte = 1_048_576

function layout(nodes: string, more = ''): string {
  return `{ "apiVersion": "lumos/v1", "kind": "Layout", "workflow": "small", "nodes": { ${nodes} }${more} }`
}

function scenario(spec: string): string {
  return `apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: small }\nspec: ${spec}\n`
}

const layouts: readonly (readonly [name: string, text: string, isRead: boolean])[] = [
  ['a layout', layout('"a": [0, 8]'), true],
  ['an empty layout file', '', false],
  ['a layout nested a hundred thousand levels deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, false],
  ['a layout of a hundred thousand open brackets', '['.repeat(100_000), false],
  ['a layout of a mebibyte of quotes', '"'.repeat(mebibyte), false],
  ['a layout of fifty thousand nodes', layout(Array.from({ length: 50_000 }, (_, index) => `"n${index}": [${index}, 0]`).join(',')), true],
  ['a layout with a place for __proto__', layout('"__proto__": [0, 0]'), false],
  ['a layout with a place for a name that every object has', layout('"constructor": [0, 0], "toString": [8, 8]'), true],
  ['a layout with a bend of __proto__', layout('"a": [0, 0]', ', "bends": { "__proto__": [[0, 0]] }'), false],
  ['a layout with a note of __proto__', layout('"a": [0, 0]', ', "notes": { "__proto__": { "at": [0, 0], "text": "" } }'), false],
  ['a layout with __proto__ beside its nodes', layout('"a": [0, 0]', ', "__proto__": { "nodes": { "b": [1, 1] } }'), false],
  ['a layout with a place at 1e400', layout('"a": [1e400, 0]'), false],
  ['a layout with half a pixel', layout('"a": [0.5, 0]'), false],
  ['a layout with a place beyond whole numbers', layout('"a": [99999999999999999999, 0]'), false],
  ['a layout with three coordinates', layout('"a": [0, 0, 0]'), false],
  ['a layout with a lone surrogate in a note', layout('"a": [0, 0]', ', "notes": { "n": { "at": [0, 0], "text": "\\ud800" } }'), true],
  ['a layout after a byte order mark', `\ufeff${layout('"a": [0, 8]')}`, true],
]

const scenarios: readonly (readonly [name: string, text: string, errors: readonly string[]])[] = [
  ['a scenario', scenario('{ seed: 1, replications: 2 }'), []],
  ['a scenario larger than a file may be', `${scenario('{}')}# ${'x'.repeat(mebibyte)}`, ['LUM012']],
  ['a scenario nested a hundred thousand levels deep', scenario(`${'{a: '.repeat(100_000)}`), ['LUM012']],
  ['a scenario with an alias', scenario('{ handleTime: { default: &a { mean: 8m } }, baselineHandleTime: { default: *a } }'), ['LUM004']],
  ['a scenario with a tag', scenario('{ seed: !!js/function "x" }'), ['LUM002']],
  ['a scenario with the same key twice', scenario('{ seed: 1, seed: 2 }'), ['LUM005']],
  ['a scenario with __proto__', scenario('{ __proto__: { seed: 1 } }'), ['LUM001']],
  ['a scenario with a team of __proto__', scenario('{ teams: { __proto__: { headcount: 3 } } }'), ['LUM001']],
  ['a scenario with a key that every object has', scenario('{ constructor: 1 }'), ['LUM001']],
  ['a scenario with infinite volume', scenario('{ volume: .inf }'), ['LUM001']],
  ['a scenario with no number', scenario('{ shrinkage: .nan }'), ['LUM001']],
  ['a scenario with a seed of thirty digits', scenario(`{ seed: ${'9'.repeat(30)} }`), ['LUM007']],
  ['a scenario with a span of time longer than any clock', scenario('{ handleTime: { default: { mean: 99999999999d } } }'), ['LUM001']],
  ['a scenario with a billion replications', scenario('{ replications: 1000000000 }'), ['LUM001']],
  ['a scenario of a mebibyte of ]', ']'.repeat(mebibyte), ['LUM000']],
  ['a scenario with NUL', scenario('{ seed: 1 } # \u0000'), ['LUM000']],
]

/** Layouts and scenarios that try to crash their readers, or to mean something else than they show. */
export const hostileCases: readonly HostileCase[] = [
  ...layouts.map(([name, text, isRead]): HostileCase => ({ name, run: () => ofLayout(text), errors: isRead ? [] : ['unreadable'] })),
  ...scenarios.map(([name, text, errors]): HostileCase => ({ name, run: () => ofScenario(text), errors })),
]
