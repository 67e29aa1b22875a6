import { exampleText } from '../core/spec/workflow-files.ts'
import type { HostileCase } from './hostile-case.ts'
import { bareWorkflow, manyArms, manyBranches, nestedBlocks, nodeIds, waitChain } from './hostile-flows.ts'
import { ofWorkflow } from './text-outcome.ts'

const mebibyte = 1_048_576

function filled(piece: string): string {
  return piece.repeat(Math.floor(mebibyte / piece.length))
}

function changed(from: string, to: string): string {
  if (!exampleText.includes(from)) throw new Error(`The example holds no ${from}`)
  return exampleText.replace(from, () => to)
}

type Row = readonly [name: string, text: () => string, errors: readonly string[]]

const nesting: readonly Row[] = [33, 1000, 100_000].flatMap((depth): readonly Row[] => [
  [`${depth} lists in one another`, () => `${'['.repeat(depth)}${']'.repeat(depth)}`, depth === 33 ? ['LUM001'] : ['LUM012']],
  [`${depth} maps in one another`, () => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`, ['LUM012']],
  [`${depth} dashes on one line`, () => `${'- '.repeat(depth)}1`, ['LUM012']],
  [`${depth} open brackets`, () => '['.repeat(depth), depth === 33 ? ['LUM000'] : ['LUM012']],
])

const floods: readonly Row[] = [
  ['one character more than a file may have', () => `${exampleText}\n# ${'x'.repeat(mebibyte - exampleText.length - 2)}`, ['LUM012']],
  ['a mebibyte on one line', () => filled('x'), ['LUM001']],
  ['a mebibyte of one value', () => `title: ${'x'.repeat(mebibyte - 7)}`, ['LUM001']],
  ['a mebibyte of comments', () => filled('# note\n'), ['LUM001']],
  ['a mebibyte of empty comments', () => filled('#\n'), ['LUM012']],
  ['a mebibyte of dashes', () => filled('- '), ['LUM012']],
  ['a mebibyte of dashes below one another', () => filled('-\n'), ['LUM012']],
  ['a mebibyte of question marks', () => filled('? '), ['LUM012']],
  ['a mebibyte of [', () => filled('['), ['LUM012']],
  ['a mebibyte of ]', () => filled(']'), ['LUM000']],
  ['a mebibyte of {', () => filled('{'), ['LUM012']],
  ['a mebibyte of double quotes', () => filled('"'), ['LUM012']],
  ['a mebibyte of single quotes', () => filled("'"), ['LUM001']],
  ['a mebibyte of colons', () => filled(':'), ['LUM000']],
  ['a mebibyte of colons apart', () => filled(': '), ['LUM012']],
  ['a mebibyte of keys on one line', () => filled('a: '), ['LUM012']],
  ['a mebibyte of keys', () => Array.from({ length: 100_000 }, (_, index) => `k${index}:`).join('\n'), ['LUM001']],
  ['a mebibyte of one key', () => filled('k: 1\n'), ['LUM012']],
  ['ten thousand times the same key', () => 'k: 1\n'.repeat(10_000), ['LUM001', 'LUM005']],
  ['a mebibyte of tabs', () => filled('\t'), ['LUM001']],
  ['a mebibyte of spaces', () => filled(' '), ['LUM001']],
  ['a mebibyte of line breaks', () => filled('\n'), ['LUM012']],
  ['a mebibyte of exclamation marks', () => filled('!'), ['LUM002']],
  ['a mebibyte of tags', () => filled('! '), ['LUM012']],
  ['a mebibyte of anchors', () => filled('&a '), ['LUM012']],
  ['a mebibyte of aliases', () => filled('*a\n'), ['LUM000']],
  ['a mebibyte of percent signs', () => filled('%\n'), ['LUM000']],
  ['a mebibyte of documents', () => filled('---\n'), ['LUM003']],
  ['a mebibyte of commas in brackets', () => `[${','.repeat(mebibyte - 2)}]`, ['LUM012']],
  ['a mebibyte of items in brackets', () => `[${'a,'.repeat(500_000)}]`, ['LUM012']],
  ['a mebibyte of pairs in brackets', () => `[${'a: b,'.repeat(200_000)}]`, ['LUM012']],
  ['a mebibyte of wrong escapes', () => `"${'\\x'.repeat(500_000)}"`, ['LUM000']],
  ['a mebibyte of folded lines', () => `>\n${' a\n\n'.repeat(260_000)}`, ['LUM001']],
  ['sixty thousand keys that nobody knows', () => bareWorkflow(`      n0: { kind: wait, stage: main, for: 1m, then: done, ${Array.from({ length: 60_000 }, (_, index) => `q${index}: 1`).join(', ')} }\n`), ['LUM001']],
  ['sixty thousand keys that mean nothing', () => bareWorkflow(`      n0: { kind: wait, stage: main, for: 1m, then: done, ${Array.from({ length: 60_000 }, (_, index) => `x-${index}: 1`).join(', ')} }\n`), []],
  ['an enum of forty thousand values and twenty thousand labels of others', () => changed('findings: { type: list, items: string }', `findings: { type: enum, values: [${Array.from({ length: 40_000 }, (_, index) => `v${index}`).join(', ')}], labels: { ${Array.from({ length: 20_000 }, (_, index) => `w${index}: {}`).join(', ')} } }`), ['LUM001']],
]

const meanings: readonly Row[] = [
  ['an alias bomb', () => ['a: &a [x,x,x,x,x,x,x,x,x]', ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'.charAt(index)}`).join(',')}]`)].join('\n'), ['LUM004']],
  ['an alias of itself', () => 'a: &a [*a]', ['LUM004']],
  ['sixty thousand anchors', () => Array.from({ length: 60_000 }, (_, index) => `- &a${index} x`).join('\n'), ['LUM004']],
  ['a merge key', () => changed('      qa:\n        kind: agent', '      qa:\n        <<: { kind: agent }\n        kind: agent'), ['LUM004']],
  ['a negation that YAML takes for a tag', () => changed("when: 'filter.verdict == \"autoReply\"'", "when: ! filter.confidence > 0.5"), ['LUM002']],
  ['a negation without a space', () => changed("when: 'filter.verdict == \"autoReply\"'", "when: !filter.confidence"), ['LUM002']],
  ['a tag that runs code elsewhere', () => changed('title: Approve the draft', 'title: !!js/function "function () {}"'), ['LUM002']],
  ['a binary', () => changed('title: Approve the draft', 'title: !!binary aGVsbG8='), ['LUM002']],
  ['a set', () => changed('skills: { outage: 3, defect: 3, howTo: 3 }', 'skills: !!set { outage, defect }'), ['LUM002']],
  ['a number made text by a tag', () => changed('maxVisits: 3', 'maxVisits: !!str 3'), ['LUM002']],
  ['a YAML 1.1 directive', () => `%YAML 1.1\n---\n${exampleText}`, ['LUM003']],
  ['two documents', () => `${exampleText}\n---\n${exampleText}`, ['LUM003']],
  ['a key that is a list', () => changed('languages: [en, de]', '? [en]\n      : de\n      languages: [en, de]'), ['LUM001']],
  ['a colon without a key', () => changed('languages: [en, de]', ': de\n      languages: [en, de]'), ['LUM001']],
  ['infinity', () => changed('maxVisits: 3', 'maxVisits: .inf'), ['LUM001']],
  ['no number', () => changed('sample: 0.25', 'sample: .nan'), ['LUM001']],
  ['1e400', () => changed('sample: 0.25', 'sample: 1e400'), ['LUM001']],
  ['minus zero', () => changed('sample: 0.25', 'sample: -0'), []],
  ['a hexadecimal number with a bad digit', () => changed('maxVisits: 3', 'maxVisits: 0xg'), ['LUM001']],
  ['a number with a leading zero', () => changed('maxVisits: 3', 'maxVisits: 03'), ['LUM007']],
  ['a number with twenty digits', () => changed('maxVisits: 3', 'maxVisits: 99999999999999999999'), ['LUM007']],
  ['a hexadecimal key', () => changed('skills: { outage: 3', 'skills: { 0x10: 3'), ['LUM007']],
  ['nothing', () => changed('maxVisits: 3', 'maxVisits: ~'), ['LUM001']],
  ['a date', () => changed('maxVisits: 3', 'maxVisits: 2026-01-01'), ['LUM001']],
  ['a span of time longer than any clock', () => changed('timeout: 10s', 'timeout: 99999999999d'), ['LUM001']],
  ['a span of time of a thousand parts', () => changed('timeout: 10s', `timeout: ${'1s'.repeat(1000)}`), ['LUM001']],
  ['twenty thousand openings of placeholders', () => changed('"{{draft.text}}"', `"${'{{'.repeat(20_000)}"`), []],
  ['a mebibyte of openings of placeholders', () => changed('"{{draft.text}}"', `"${'{{'.repeat(510_000)}"`), []],
  ['twenty thousand placeholders', () => changed('"{{draft.text}}"', `"${'{{draft.text}}'.repeat(20_000)}"`), []],
  ['twenty thousand unknown placeholders', () => changed('"{{draft.text}}"', `"${Array.from({ length: 20_000 }, (_, index) => `{{nope.x${index}}}`).join('')}"`), ['LUM314']],
  ['placeholders of what every object has', () => changed('"{{draft.text}}"', '"{{draft.constructor}} {{__proto__.x}} {{constructor.name}}"'), ['LUM314']],
  ['two keys that look the same', () => changed('  name: acme-support', '  labels: { \u00e9: a, e\u0301: b }\n  name: acme-support'), ['LUM005']],
  ['two values that look the same', () => changed('outputs: { score: score, findings', 'outputs: { tone: { type: enum, values: ["\u00e9", "e\u0301"] }, score: score, findings'), ['LUM001']],
]

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'] as const
const namePlaces: readonly (readonly [place: string, from: string, to: (name: string) => string, errors: (name: string) => readonly string[]])[] = [
  ['node', '      qa:\n        kind: agent', (name) => `      ${name}:\n        kind: agent`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM008'])],
  ['agent', '    qa:\n      role: qualityAssurance', (name) => `    ${name}:\n      role: qualityAssurance`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM008'])],
  ['output', 'outputs: { score: score, findings', (name) => `outputs: { ${name}: string, score: score, findings`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM008'])],
  ['team', '    tier2:\n', (name) => `    ${name}:\n`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM008'])],
  ['stage', '      side: { title: Notifications }', (name) => `      ${name}: { title: Notifications }`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM008'])],
  ['branch', '{ id: poor, when', (name) => `{ id: ${name}, when`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM008'])],
  ['key of a node', '        stage: closing\n        sample: 0.25', (name) => `        stage: closing\n        ${name}: 1\n        sample: 0.25`, () => ['LUM001']],
  ['way on', 'then: qaGate', (name) => `then: ${name}`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM101'])],
  ['agent of a node', 'agent: resolutionCheck', (name) => `agent: ${name}`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM201'])],
  ['tool of a node', 'tool: scheduleCallback', (name) => `tool: ${name}`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM201'])],
  ['team of a node', 'team: tier1', (name) => `team: ${name}`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM201'])],
  ['model', 'model: strong', (name) => `model: ${name}`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM201'])],
  ['calendar', 'calendar: officeBerlin', (name) => `calendar: ${name}`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM201'])],
  ['variable', "set: { vars.approach: '\"callback\"' }", (name) => `set: { vars.${name}: '"callback"' }`, (name) => (name === '__proto__' ? ['LUM001'] : ['LUM201'])],
  ['field in a condition', 'has(qa.score)', (name) => `has(qa.${name})`, () => ['LUM301']],
  ['root in a condition', 'has(qa.score)', (name) => `has(${name}.name)`, (name) => (['__proto__', 'prototype'].includes(name) ? ['LUM300'] : ['LUM301'])],
]

const unicode: readonly Row[] = [
  ['a byte order mark', () => `\ufeff${exampleText}`, []],
  ['a byte order mark in the middle', () => changed('then: qaGate', 'then: \ufeffqaGate'), ['LUM001']],
  ['NUL', () => changed('then: qaGate', 'then: qaGate\u0000'), ['LUM000']],
  ['a control character', () => changed('# -- closing --', '# \u001b[31m'), ['LUM000']],
  ['half of a surrogate pair', () => changed('# -- closing --', '# \ud800'), ['LUM000']],
  ['line breaks of two kinds', () => exampleText.split('\n').map((line, index) => (index % 2 === 0 ? `${line}\r\n` : `${line}\n`)).join(''), []],
  ['carriage returns alone', () => exampleText.replaceAll('\n', '\r'), ['LUM000']],
  ['a comment that shows lines in another order', () => changed('# -- closing --', '# \u202e -- closing --'), ['LUM001']],
  ['an isolate in a text', () => changed('title: Approve the draft', 'title: Approve \u2066the\u2069 draft'), ['LUM001']],
  ['an invisible character in an id', () => changed('      qa:\n        kind: agent', '      q\u200ba:\n        kind: agent'), ['LUM001']],
  ['an invisible character in a reference', () => changed('then: qaGate', 'then: qa\u200bGate'), ['LUM001']],
  ['an invisible character in a condition', () => changed('qa.score < 0.6', 'qa.score\u200b < 0.6'), ['LUM001']],
  ['an invisible character in the text of a condition', () => changed('filter.verdict == "spam"', 'filter.verdict == "sp\u200bam"'), ['LUM001']],
  ['an invisible character written as an escape in a condition', () => changed("when: 'filter.verdict == \"autoReply\"'", 'when: "filter.verdict == \'auto\\u200bReply\'"'), ['LUM001']],
  ['a letter of another alphabet in an id', () => changed('      qa:\n        kind: agent', '      q\u0430:\n        kind: agent'), ['LUM001']],
  ['joiners in a text for customers', () => changed('"{{draft.text}}"', '"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u{1f469}\u200d\u{1f4bb}"'), []],
]

const large: readonly Row[] = [
  ['ten thousand nodes', () => bareWorkflow(waitChain(10_000)), []],
  ['a circle of ten thousand nodes', () => bareWorkflow(waitChain(10_000, 'n0')), ['LUM103', 'LUM120']],
  ['ten thousand nodes that lead nowhere', () => bareWorkflow(nodeIds(10_000).map((id, index) => `      ${id}: { kind: wait, stage: main, for: 1m, then: m${index}x }\n`).join('')), ['LUM101']],
  ['ten thousand nodes of no kind', () => bareWorkflow(nodeIds(10_000).map((id) => `      ${id}: { kind: wiat, stage: main, for: 1m, then: n0 }\n`).join('')), ['LUM001']],
  ['ten thousand branches in one decision', () => bareWorkflow(manyBranches(10_000, (index) => `id: b${index}, when: 'ticket.reopenCount == ${index}'`)), []],
  ['ten thousand branches of one name', () => bareWorkflow(manyBranches(10_000, () => "id: b, when: 'ticket.reopenCount == 1'")), ['LUM005']],
  ['ten thousand branches with a misspelt name', () => bareWorkflow(manyBranches(10_000, (index) => `id: b${index}, when: 'tiket.reopenCount == ${index}'`)), ['LUM301']],
  ['a thousand triggers', () => bareWorkflow(waitChain(1), `  triggers:\n${nodeIds(1000).map((id) => `    - { id: ${id}, when: 'ticket.reopenCount > 3', mode: interrupt, limit: 1, then: done }\n`).join('')}`), []],
  ['a parallel block with a thousand arms', () => bareWorkflow(manyArms(1000)), []],
  ['fifty parallel blocks in one another', () => bareWorkflow(nestedBlocks(50)), []],
  ['five hundred parallel blocks in one another', () => bareWorkflow(nestedBlocks(500)), []],
  ['two thousand parallel blocks in one another', () => bareWorkflow(nestedBlocks(2000)), ['LUM012']],
  ['a hundred decisions that all lead to each other', () => bareWorkflow(nodeIds(100).map((id) => `      ${id}: { kind: decision, stage: main, branches: [${nodeIds(100).map((other) => `{ id: to${other}, when: 'ticket.reopenCount > 3', then: ${other} }`).join(', ')}], default: done }\n`).join('')), ['LUM120']],
]

/** Texts that try to crash the reader and linter of workflows, to make them hang, or to mean something else than they show. */
export const hostileCases: readonly HostileCase[] = [
  ...[...nesting, ...floods, ...meanings, ...unicode, ...large].map(([name, text, errors]): HostileCase => ({ name, run: () => ofWorkflow(text()), errors })),
  ...namePlaces.flatMap(([place, from, to, errors]) => names.map((name): HostileCase => ({ name: `${name} as ${place}`, run: () => ofWorkflow(changed(from, to(name))), errors: errors(name) }))),
]
