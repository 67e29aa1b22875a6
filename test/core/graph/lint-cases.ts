/** One way to break the example: what is replaced, and the code and line that must be reported; `only` also forbids other errors. */
export type LintCase = {
  readonly code: string
  readonly what: string
  readonly replace: readonly (readonly [from: string, to: string])[]
  /** A text on the line at which the finding must begin. */
  readonly at: string
  /** Codes that come along of necessity. */
  readonly also?: readonly string[]
}

const one = (code: string, what: string, from: string, to: string, at: string, also: readonly string[] = []): LintCase => ({ code, what, replace: [[from, to]], at, also })

/** Mutations of the example, at least one for every code that the linter can report for a workflow file. */
export const lintCases: readonly LintCase[] = [
  // File and YAML
  one('LUM000', 'indentation that does not fit', '    tier2:\n      skills:', '    tier2:\n     title: x\n      skills:', 'title: x'),
  one('LUM001', 'a misspelt key', '        timeout: 20s\n', '        timout: 20s\n', 'timout'),
  one('LUM001', 'a kind that does not exist', 'as: escalation, stage: human', 'as: escalation, kine: 3, stage: human', 'escalate: {'),
  one('LUM001', 'a text for a number', 'count: 2\n', 'count: two\n', 'count: two'),
  one('LUM001', 'two ways to choose a team', 'teamFrom: escalation.team', 'team: tier1\n        teamFrom: escalation.team', 'teamFrom: escalation.team'),
  one('LUM001', 'a quorum without a count', '        count: 2\n', '', 'analysed:\n', []),
  one('LUM001', 'a default outside the values', 'default: answer }', 'default: reply }', 'default: reply'),
  one('LUM001', 'labels for a value that is not there', 'values: [genuine, spam, autoReply] }', 'values: [genuine, spam, autoReply], labels: { ham: { title: Ham } } }', 'labels:'),
  one('LUM002', 'a condition that begins with ! and has no quotes', 'when: sentiment.asksForHuman', 'when: !sentiment.asksForHuman', 'when: !sentiment'),
  one('LUM003', 'a directive', 'apiVersion: lumos/v1', '%YAML 1.1\n---\napiVersion: lumos/v1', '%YAML'),
  one('LUM003', 'two documents', '      sideDone:', '---\n      sideDone:', '---'),
  one('LUM004', 'an anchor', 'languages: [en]', 'languages: &all [en]', '&all'),
  one('LUM004', 'an alias', 'languages: [en]\n', 'languages: *all\n', '*all', ['LUM001']),
  one('LUM005', 'a key that stands twice', '        timeout: 20s\n', '        timeout: 20s\n        timeout: 30s\n', 'timeout: 30s'),
  one('LUM005', 'an id that stands twice', '{ id: critical,', '{ id: security,', "'triage.priority =="),
  one('LUM006', 'a country code that is a boolean elsewhere', 'languages: [en]', 'languages: [no]', 'languages: [no]'),
  one('LUM006', 'a time of day without quotes', 'from: "08:00", to: "18:00"', 'from: "08:00", to: 18:00', 'to: 18:00'),
  one('LUM007', 'a number with a leading zero', 'limit: 2\n', 'limit: 02\n', 'limit: 02'),
  one('LUM007', 'a number with too many digits', 'agentCalls: 60', 'agentCalls: 12345678901234567890', 'agentCalls', ['LUM001']),
  one('LUM008', 'a node with the name of a root', '      intake:\n', '      ticket:\n', 'ticket:\n        kind: start'),
  one('LUM008', 'an id that conditions reserve', '    docsMcp:\n', '    package:\n', 'package:', ['LUM201']),
  one('LUM009', 'a comment inside a condition', 'when: sentiment.asksForHuman', 'when: ticket.subject.contains("bug #12")', 'bug #12', ['LUM300']),
  one('LUM010', 'a feature that this version does not know', 'businessTime]', 'timeTravel]', 'timeTravel'),
  one('LUM011', 'a condition that became a map', 'when: sentiment.asksForHuman', 'when: {sentiment.frustration > 0.5}', 'when: {sentiment'),
  one('LUM012', 'a nest of lists', 'record: [specDigest', `record: [${'['.repeat(40)}${']'.repeat(40)}, specDigest`, 'record:'),

  // Graph
  one('LUM101', 'a dangling way', 'then: analyse\n', 'then: analysee\n', 'then: analysee', ['LUM102']),
  one('LUM101', 'a join that is not there', 'join: analysed\n', 'join: analysd\n', 'join: analysd', ['LUM114']),
  one('LUM102', 'a node that nothing leads to', '      sideDone:', '      lonely: { kind: end, outcome: none, stage: side }\n      sideDone:', 'lonely'),
  one('LUM103', 'a way that never ends', 'outcomes: { resolved: qa, timeout: unresolved }', 'outcomes: { resolved: manualTriage, timeout: manualTriage }', 'manualTriage:\n', ['LUM102', 'LUM120']),
  one('LUM104', 'a channel without a start', 'channels: [email, chat, voice]\n        stage', 'channels: [email, chat]\n        stage', 'voice: { connection: telephony'),
  one('LUM104', 'a channel with two starts', '      filter:\n', '      again: { kind: start, channels: [chat], stage: automated, then: filter }\n      filter:\n', 'again: {'),
  one('LUM105', 'a calendar that nothing uses', '  models:\n', '    idle: { timezone: UTC, open: [{ days: [mon], from: "09:00", to: "10:00" }] }\n\n  models:\n', 'idle: {'),
  one('LUM105', 'an agent that nothing uses', '        assist: handoff  ', '        #assist: handoff  ', '    handoff:\n      role'),
  one('LUM106', 'a decision without default', '        default: answer\n', '', 'approval:\n', ['LUM102']),
  one('LUM106', 'a decision without rules', "        branches:\n          - { id: poor, when: 'has(qa.score) && qa.score < 0.6', then: fileFollowUp }\n", '        branches: []\n', 'qaGate:\n', ['LUM102']),
  one('LUM108', 'a way that is not connected', "timeout: 5s, then: analysed }\n      analysed", "timeout: 5s }\n      analysed", 'account: { kind: tool', ['LUM111']),
  one('LUM108', 'a timeout without a way', 'outcomes: { approved: answer, rejected: escalate, timeout: escalate }', 'outcomes: { approved: answer, rejected: escalate }', 'timeout: 2h'),
  one('LUM110', 'a quorum larger than the block', 'count: 2\n', 'count: 7\n', 'count: 7'),
  one('LUM111', 'an arm that goes round', 'timeout: 8s, then: analysed', 'timeout: 8s, maxVisits: 2, onMaxVisits: similar, then: similar', 'id: similar, then: similar', ['LUM103', 'LUM123', 'LUM115']),
  one('LUM112', 'a node of two arms', 'id: similar, then: similar', 'id: similar, then: lookUp', 'lookUp: {', ['LUM102', 'LUM119']),
  one('LUM112', 'a way into a block from outside', 'then: fileFollowUp }', 'then: similar }', 'id: poor', ['LUM102', 'LUM123']),
  one('LUM113', 'an arm that leaves its block', 'timeout: 8s, then: analysed', 'timeout: 8s, then: escalate', 'id: similar, then: similar'),
  one('LUM114', 'a join of another kind', 'join: analysed\n', 'join: route\n', 'join: route', ['LUM306']),
  one('LUM114', 'a block with one arm', '          - { id: similar, then: similar }\n          - { id: account, when: has(customer.id), then: account }\n', '', 'analyse:\n', ['LUM102', 'LUM110', 'LUM112']),
  one('LUM115', 'a quorum that needs an arm with a condition', 'count: 2\n', 'count: 3 \n', 'count: 3 \n'),
  one('LUM116', 'a required arm that is not there', 'require: [kb] ', 'require: [kbb] ', 'require: [kbb]'),
  one('LUM116', 'a required arm with a condition', 'require: [kb] ', 'require: [account] ', 'require: [account]'),
  one('LUM119', 'two arms that write one root', 'tool: findSimilarTickets, stage', 'tool: findSimilarTickets, as: kb, stage', 'id: similar, then: similar'),
  one('LUM120', 'a loop without bound', '        maxVisits: 5\n        onMaxVisits: manualTriage\n', '', 'handoff:\n        kind: human'),
  one('LUM121', 'a loop that never waits', 'default: analyse\n', 'default: solved\n', 'solved:\n', ['LUM120']),
  one('LUM122', 'a bound without exit', '        onMaxVisits: manualTriage\n', '', 'maxVisits: 5'),
  one('LUM123', 'an exit into the same loop', 'onMaxVisits: escalate\n        timeout: 40s', 'onMaxVisits: answer\n        timeout: 40s', 'onMaxVisits: answer', ['LUM306', 'LUM314', 'LUM120']),
  { code: 'LUM132', what: 'a retried tool that acts twice', replace: [['operation: tickets.update\n      effect: write\n      idempotent: true', 'operation: tickets.update\n      effect: write']], at: 'retry: { maxAttempts: 5 }' },

  // References, roles, sources
  one('LUM201', 'an agent that is not there', 'agent: inboundFilter\n', 'agent: inboundFiltr\n', 'agent: inboundFiltr', ['LUM105', 'LUM301']),
  one('LUM201', 'a stage that is not there', 'stages: [human]', 'stages: [humans]', 'stages: [humans]', ['LUM605']),
  one('LUM201', 'a role that is not there', 'role: responder', 'role: answerer', 'role: answerer'),
  one('LUM201', 'a value to carry that is not there', 'carry: [conversation, sentiment', 'carry: [conversation, tone', 'carry:'),
  one('LUM204', 'a role without its output', '        priority: { type: enum, values: [P1, P2, P3, P4, P5] }\n        confidence: score\n', '        priority: { type: enum, values: [P1, P2, P3, P4, P5] }\n', 'outputs:\n        issueType', ['LUM301']),
  one('LUM204', 'an output of another type', 'outputs: { resolved: boolean, confidence: score }', 'outputs: { resolved: string, confidence: score }', 'outputs: { resolved: string', ['LUM302']),
  one('LUM205', 'third-party knowledge that is not allowed', 'onlyFor: [knowledge]', 'onlyFor: [responder]', 'knowledge: [helpCenter'),

  // Conditions
  one('LUM300', 'one equals sign', `'triage.issueType == "security"'`, `'triage.issueType = "security"'`, 'id: security'),
  one('LUM301', 'a misspelt field', 'triage.confidence < 0.5', 'triage.confidense < 0.5', 'id: unclear'),
  one('LUM301', 'an unknown root', "'check.resolved && check", "'checks.resolved && check", 'id: yesSolved'),
  one('LUM302', 'a number compared with text', 'draft.confidence < 0.6', 'draft.confidence < "0.6"', 'id: review'),
  one('LUM302', 'a value of another type for a variable', `vars.approach: '"callback"'`, `vars.approach: '"phone"'`, 'set: {'),
  one('LUM303', 'a score as condition', 'when: sentiment.asksForHuman', 'when: sentiment.confusion', 'when: sentiment.confusion'),
  one('LUM304', 'a value that the enum lacks', 'triage.priority == "P1"', 'triage.priority == "P0"', 'id: critical'),
  one('LUM305', 'a percentage for a score', 'sentiment.frustration >= 0.7\n', 'sentiment.frustration >= 70\n', 'when: sentiment.frustration >= 70'),
  one('LUM306', 'a value that a sample may leave out', "has(qa.score) && qa.score", 'qa.score', 'id: poor'),
  one('LUM306', 'an optional field', `'triage.issueType == "security"'`, `'triage.product == "router"'`, 'id: security'),
  one('LUM306', 'a value of a node that runs later', "'filter.verdict == \"autoReply\"'", `'triage.priority == "P1"'`, 'id: autoReply'),
  one('LUM306', 'a variable without a default', 'values: [answer, callback, human], default: answer }', 'values: [answer, callback, human] }', 'id: callback, when'),
  one('LUM306', 'an error outside its route', "when: 'triage.confidence < 0.5 && nodes", `when: 'error.code == "x" || triage.confidence < 0.5 && nodes`, 'id: unclear'),
  one('LUM308', 'a function that is not in the profile', 'has(kb.topConfidence) && kb', 'abs(kb.topConfidence) > 0.1 && kb', 'id: confident'),
  one('LUM309', 'a pattern that is not RE2', "when: 'check.resolved", `when: 'message.text.matches("(?=x)") && check.resolved`, 'id: yesSolved'),
  one('LUM310', 'a condition that is too large', "when: 'check.resolved", `when: '${'true && '.repeat(160)}check.resolved`, 'id: yesSolved'),
  one('LUM311', 'a whole number compared with a score', 'check.confidence >= 0.7', 'check.confidence == 1', 'id: yesSolved'),
  one('LUM312', 'a value of an arm that the join may cancel', "'triage.issueType == \"security\"'", "'similar.count > 3'", 'id: security'),
  one('LUM314', 'a placeholder that is unknown', 'text: "{{draft.text}}"', 'text: "{{draft.txt}}"', '{{draft.txt}}'),
  one('LUM314', 'a placeholder that is a list', 'text: "{{draft.text}}"', 'text: "{{triage.errorCodes}}"', '{{triage.errorCodes}}'),
  one('LUM314', 'a placeholder that may be absent', 'text: Would you rather talk to a colleague? We can call you back.', 'text: "Would you rather talk about {{triage.issueType}}?"', '{{triage.issueType}}'),

  // Teams, service levels, time
  one('LUM401', 'a skill that no team has', 'skills: { security: 3 }', 'skills: { crypto: 3 }', 'requireSkills:'),
  one('LUM405', 'a last SLA with a condition', '    - id: standard\n', '    - id: standard\n      when: customer.tier == "standard"\n', 'when: customer.tier == "standard"', ['LUM306']),
  one('LUM405', 'an SLA behind one that matches everything', '      when: customer.tier == "premium"\n', '', 'id: standard'),
  one('LUM407', 'a channel without capacity', 'capacity: { email: 2, chat: 1, voice: 1 }', 'capacity: { email: 2, chat: 0, voice: 1 }', 'chat: 0'),
  one('LUM407', 'a team without people', 'shifts: [{ calendar: alwaysOpen, headcount: 2 }]', 'shifts: [{ calendar: alwaysOpen, headcount: 0 }]', 'headcount: 0'),
  one('LUM408', 'a zone that is not there', 'timezone: Europe/Berlin', 'timezone: Berlin', 'timezone: Berlin'),
  one('LUM408', 'inverted hours', 'from: "08:00", to: "18:00"', 'from: "18:00", to: "08:00"', 'from: "18:00"'),
  one('LUM408', 'overlapping hours', 'from: "08:00", to: "18:00" }]', 'from: "08:00", to: "18:00" }, { days: [fri], from: "17:00", to: "20:00" }]', 'from: "08:00"'),
  one('LUM408', 'a day that is not there', 'closed: ["2026-12-24"', 'closed: ["2026-02-30"', 'closed:'),
  one('LUM409', 'overflow in a circle', 'languages: [en, de]\n      channels: [email, chat, voice]\n      capacity: { email: 4', 'overflowTo: tier1\n      languages: [en, de]\n      channels: [email, chat, voice]\n      capacity: { email: 4', 'overflowTo: tier2'),

  // Security
  one('LUM501', 'a token in a description', 'description: Page the shift lead.', 'description: Page the shift lead with ghp_abcdefghijklmnopqrstuvwxyz0123456789.', 'ghp_'),
  one('LUM501', 'a token in a comment', '# the name of a secret, never its value', '# password: hunter2hunter2', 'hunter2'),
  one('LUM501', 'a secret as the name of a secret', 'secretRef: jira-token', 'secretRef: 9f86d081884c7d659a2feaa0c55ad015', '9f86d08'),
  one('LUM504', 'an address without https', 'https://acme-jira.example', 'http://acme-jira.example', 'http://acme-jira'),
  one('LUM504', 'an address with a user', 'https://voice.acme.example', 'https://ops@voice.acme.example', 'ops@voice'),

  // Triggers
  one('LUM601', 'a score trigger that flaps', '      limit: 2\n      then: pageLead', '      then: pageLead', 'sentiment.frustration >= 0.8\n      stages: [human]'),
  one('LUM602', 'a trigger that leads into its own scope', '      limit: 1                           # at most once a ticket\n', '      sustain: { checks: 3 }\n', 'then: clarify\n    - id: first'),
  one('LUM604', 'a notify trigger that runs into the main flow', 'limit: 2\n      then: pageLead', 'limit: 2\n      then: escalate', 'then: escalate\n\n  flow'),
  one('LUM604', 'a notify trigger that ends the ticket', 'sideDone: { kind: end, outcome: none', 'sideDone: { kind: end, outcome: resolved', 'then: pageLead\n    - id: unhappy'),
  one('LUM605', 'a trigger on a monitor of other stages', 'stages: [automated, human]         # keeps', 'stages: [automated]         # keeps', 'sentiment.frustration >= 0.8\n      stages: [human]'),
]
