/** Ten nodes that ask, search in two arms, decide, act and hand over, and lead on to the next ten. */
function part(index: number, last: boolean): readonly string[] {
  const id = `n${index}`
  const next = last ? 'done' : `n${index + 1}`
  const before = index === 0 ? 'ticket.reopenCount < 5' : `t${index - 1}.confidence < 0.9`
  return [
    `${id}: { kind: agent, agent: triage, as: t${index}, stage: auto, timeout: 20s, retry: { maxAttempts: 2 }, catch: [{ errors: ["LUMOS.*"], then: people }], then: ${id}Kind }`,
    `${id}Kind: { kind: decision, stage: auto, branches: [{ id: bill, when: 't${index}.confidence > 0.5 && t${index}.issueType == "billing"', then: ${id}Look }, { id: unsure, when: 'ticket.channel == "email" && ${before}', then: ${id}Ask }], default: ${next} }`,
    `${id}Ask: { kind: message, stage: auto, maxVisits: 2, onMaxVisits: people, text: "Tell us more about {{t${index}.issueType}}", await: { reply: 1h }, outcomes: { replied: ${id}, timeout: ${next} } }`,
    `${id}Look: { kind: parallel, stage: auto, arms: [{ id: read, then: ${id}Read }, { id: find, then: ${id}Find }], join: ${id}Both }`,
    `${id}Read: { kind: agent, agent: triage, as: r${index}, stage: auto, timeout: 20s, then: ${id}Both }`,
    `${id}Find: { kind: tool, tool: find, as: f${index}, stage: auto, timeout: 20s, then: ${id}Both }`,
    `${id}Both: { kind: join, mode: all, stage: auto, timeout: 30s, then: ${id}Next }`,
    `${id}Next: { kind: decision, stage: auto, branches: [{ id: sure, when: 'r${index}.confidence > 0.8 && f${index}.count > 3', then: ${id}Tag }], default: ${next} }`,
    `${id}Tag: { kind: tool, tool: tag, stage: auto, timeout: 20s, catch: [{ errors: ["LUMOS.*"], then: people }], then: ${id}Talk }`,
    `${id}Talk: { kind: human, task: conversation, team: tier1, stage: people, timeout: 1d, maxVisits: 3, onMaxVisits: people, outcomes: { resolved: ${next}, back: ${id}, timeout: people } }`,
  ]
}

/** A sound workflow of about so many nodes; written backwards, where it asks the most of whatever walks the nodes in the order of the file. */
export function ruleFlow(size: number, backwards: boolean): string {
  const parts = Math.floor((size - 3) / 10)
  const nodes = [
    'start: { kind: start, channels: [email], stage: auto, then: n0 }',
    ...Array.from({ length: parts }, (_, index) => part(index, index === parts - 1)).flat(),
    'people: { kind: human, task: conversation, team: tier1, stage: people, outcomes: { resolved: done } }',
    'done: { kind: end, outcome: resolved, stage: auto }',
  ]
  return `apiVersion: lumos/v1
kind: Workflow
metadata: { name: large, version: 1.0.0 }
spec:
  connections:
    desk: { type: zendesk, baseUrl: https://desk.example, auth: { scheme: oauth2, secretRef: desk }, grants: [read, write] }
  channels: { email: { connection: desk } }
  calendars:
    always: { timezone: UTC, open: [{ days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00" }] }
  models: { fast: { provider: local, model: small } }
  tools:
    find: { description: Find., connection: desk, operation: find, effect: read, scopes: [read], output: { count: { type: integer, min: 0 } } }
    tag: { description: Tag., connection: desk, operation: tag, effect: write, idempotent: true, scopes: [write] }
  agents:
    triage:
      role: ticketTriage
      model: fast
      instructions: Classify.
      outputs:
        issueType: { type: enum, values: [billing, other] }
        urgency: { type: enum, values: [low, normal, high, critical] }
        priority: { type: enum, values: [P1, P2, P3, P4, P5] }
        confidence: score
  teams:
    tier1: { skills: { billing: 3, other: 3 }, languages: [en], channels: [email], capacity: { email: 5 }, shifts: [{ calendar: always, headcount: 3 }] }
  policies:
    budgets: { agentCalls: 100000, lifetime: 30d }
    audit: { decisions: full, retention: 400d, record: [specDigest] }
  flow:
    stages: { auto: { title: Automated }, people: { title: People } }
    onError: { then: people }
    nodes:
${(backwards ? nodes.toReversed() : nodes).map((line) => `      ${line}`).join('\n')}
`
}
