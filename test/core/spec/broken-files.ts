import type { FileKindName } from '../../../core/spec/kind-of-file.ts'
import { exampleText } from './workflow-files.ts'

/** A file with one mistake that its form forbids. */
export type BrokenFile = { readonly kind: FileKindName; readonly what: string; readonly text: string }

type Change = readonly [what: string, from: string, to: string]

const library = `apiVersion: lumos/v1
kind: Library
metadata: { name: support-teams, version: 1.2.0 }
spec:
  context: { customer: { segment: { type: enum, values: [consumer, business] } } }
  skills: { billing: { title: Billing } }
  calendars:
    office: { timezone: Europe/Berlin, open: [{ days: [mon, tue], from: "08:00", to: "18:00" }] }
  teams:
    billing: { skills: { billing: 3 }, languages: [en], channels: [email], capacity: { email: 6 }, shifts: [{ calendar: office, headcount: 5 }] }
`

const environment = `apiVersion: lumos/v1
kind: Environment
metadata: { name: prod }
spec:
  secrets:
    jira-token: { from: env, name: JIRA_TOKEN }
    llm-key: { from: vault, path: support/llm, key: token }
  connections:
    jira: { baseUrl: https://jira.example }
  models:
    fast: { model: small-2, secretRef: llm-key }
`

const simulation = `apiVersion: lumos/v1
kind: Scenario
metadata: { name: march }
spec:
  seed: 7
  shrinkage: 0.3
  handleTime: { default: { mean: 32m, cv: 1 } }
  onShiftEnd: { email: pause }
`

const test = `apiVersion: lumos/v1
kind: Scenario
metadata: { name: refund }
spec:
  workflow: acme-support
  answers: { filter: { outputs: { verdict: genuine, confidence: 0.99 } } }
  script:
    - { event: start, channel: email, text: Please refund me. }
    - { event: task.failed, node: triage, error: LUMOS.Timeout }
    - { event: wait, for: 2h }
  expect:
    status: running
    visited: [filter, manualTriage]
`

const layout = `{
  "apiVersion": "lumos/v1",
  "kind": "Layout",
  "workflow": "acme-support",
  "nodes": { "analyse": [640, 160] },
  "notes": { "n1": { "at": [640, 40], "text": "Two of three." } }
}
`

const changes: Readonly<Record<FileKindName, readonly { readonly base: string; readonly changes: readonly Change[] }[]>> = {
  Workflow: [{
    base: exampleText,
    changes: [
      ['no apiVersion', 'apiVersion: lumos/v1\n', ''],
      ['another major version', 'apiVersion: lumos/v1\n', 'apiVersion: lumos/v2\n'],
      ['a misspelt key', 'then: analyse\n', 'thn: analyse\n'],
      ['a name that is no DNS label', 'name: acme-support ', 'name: Acme_Support '],
      ['a version that is none', 'version: 3.2.0', 'version: "3.2"'],
      ['an id with a hyphen', '    tier2:\n', '    tier-2:\n'],
      ['an id that conditions reserve', '    tier2:\n', '    for:\n'],
      ['an unknown kind of node', 'kind: decision', 'kind: choice'],
      ['text where a number belongs', 'limit: 2', 'limit: two'],
      ['a number below the least', 'maxVisits: 3', 'maxVisits: 0'],
      ['a span of time without a unit', 'timeout: 20s', 'timeout: "20"'],
      ['an unknown day', 'days: [mon, tue, wed, thu, fri]', 'days: [mon, tue, wed, thu, friday]'],
      ['a time of day past midnight', 'to: "18:00"', 'to: "25:00"'],
      ['a level of skill out of range', 'skills: { billing: 3 }\n      languages', 'skills: { billing: 4 }\n      languages'],
      ['a secret that is not a name', 'secretRef: jira-token', 'secretRef: "Jira Token"'],
      ['an address that is none', 'baseUrl: https://acme-jira.example', 'baseUrl: acme jira'],
      ['an unknown type', 'priorityScore: { type: integer', 'priorityScore: { type: int'],
      ['an enum without values', 'values: [genuine, spam, autoReply]', 'values: []'],
      ['a promise without a priority', 'P4: 4h, P5: 8h }', 'P4: 4h }'],
      ['an unknown event', 'events: [message.inbound]', 'events: [message.arrived]'],
      ['an error code of nobody', 'errors: [LUMOS.Timeout, LUMOS.ModelFailed, LUMOS.OutputInvalid]', 'errors: [Timeout]'],
      ['a library without a name', '  requires:\n', '  uses: [{ version: 1.0.0 }]\n  requires:\n'],
      ['a migration from nowhere', '  requires:\n', '  migrations: [{ nodes: { a: triage } }]\n  requires:\n'],
      ['another profile of conditions', 'expressions: lumos-cel/1', 'expressions: lumos-cel/2'],
      ['no way for errors', '    onError: { then: manualTriage }', '    onError: {}'],
      ['a map in place of a list', 'owners: [support-ops@acme.example]', 'owners: { a: support-ops@acme.example }'],
    ],
  }],
  Library: [{
    base: library,
    changes: [
      ['no version', ', version: 1.2.0', ''],
      ['a flow', 'spec:\n', 'spec:\n  flow: { nodes: {} }\n'],
      ['variables of a workflow', 'context: { customer:', 'context: { vars:'],
      ['a team without shifts', 'shifts: [{ calendar: office, headcount: 5 }]', 'shifts: []'],
      ['a skill that is text', 'skills: { billing: { title: Billing } }', 'skills: { billing: Billing }'],
      ['a library that uses another', 'spec:\n', 'spec:\n  uses: [{ library: other }]\n'],
    ],
  }],
  Environment: [{
    base: environment,
    changes: [
      ['the value of a secret', 'jira-token: { from: env, name: JIRA_TOKEN }', 'jira-token: { from: env, name: JIRA_TOKEN, value: abc }'],
      ['a secret that is a text', 'jira-token: { from: env, name: JIRA_TOKEN }', 'jira-token: abc'],
      ['a source of secrets that is unknown', 'from: vault', 'from: shell'],
      ['a name of a variable that is none', 'name: JIRA_TOKEN', 'name: "JIRA TOKEN; rm"'],
      ['an address that is none', 'baseUrl: https://jira.example', 'baseUrl: jira example'],
      ['a name of a secret that is none', 'secretRef: llm-key', 'secretRef: LLM_KEY'],
      ['an id with a hyphen', '    fast:', '    fast-model:'],
    ],
  }],
  Scenario: [
    {
      base: simulation,
      changes: [
        ['a share above one', 'shrinkage: 0.3', 'shrinkage: 1.3'],
        ['a misspelt key', 'seed: 7', 'sead: 7'],
        ['a span of time in words', 'mean: 32m', 'mean: twenty'],
        ['an end of a shift that nobody knows', 'email: pause', 'email: stop'],
        ['an expectation beside a simulation', 'seed: 7', 'seed: 7\n  expect: { status: finished }'],
      ],
    },
    {
      base: test,
      changes: [
        ['no workflow', '  workflow: acme-support\n', ''],
        ['an empty script', '    - { event: start, channel: email, text: Please refund me. }\n    - { event: task.failed, node: triage, error: LUMOS.Timeout }\n    - { event: wait, for: 2h }\n', '    []\n'],
        ['an event that nobody knows', 'event: wait, for: 2h', 'event: pause, for: 2h'],
        ['an event without what it needs', 'event: wait, for: 2h', 'event: wait'],
        ['an error that is a family', 'error: LUMOS.Timeout', 'error: LUMOS.*'],
        ['an outcome that nobody knows', 'status: running', 'outcome: solved'],
        ['a setting of a simulation beside a script', '  script:\n', '  seed: 7\n  script:\n'],
        ['no expectation', '  expect:\n    status: running\n    visited: [filter, manualTriage]\n', ''],
      ],
    },
  ],
  Layout: [{
    base: layout,
    changes: [
      ['half a pixel', '[640, 160]', '[640.5, 160]'],
      ['a place with three numbers', '[640, 160]', '[640, 160, 2]'],
      ['an unknown key', '"workflow"', '"zoom": 2, "workflow"'],
      ['a note without text', ', "text": "Two of three."', ''],
      ['no workflow', '"workflow": "acme-support",', ''],
    ],
  }],
}

function broken(kind: FileKindName, base: string, [what, from, to]: Change): BrokenFile {
  if (base.split(from).length < 2) throw new Error(`The ${kind} holds no ${from}`)
  return { kind, what, text: base.replace(from, () => to) }
}

const kinds = ['Workflow', 'Library', 'Environment', 'Scenario', 'Layout'] as const

/** Files with one mistake each, on which everybody must agree. */
export const brokenFiles: readonly BrokenFile[] = kinds.flatMap((kind) => changes[kind].flatMap(({ base, changes: each }) => each.map((change) => broken(kind, base, change))))

/** The files that the mistakes are made in, which are right. */
export const rightFiles: readonly BrokenFile[] = kinds.flatMap((kind) => changes[kind].map(({ base }) => ({ kind, what: 'as it should be', text: base })))
