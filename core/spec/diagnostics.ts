import type { Severity } from './finding.ts'

type Diagnostic = { readonly severity: Severity; readonly message: string; readonly hint: string }

const error = (message: string, hint: string): Diagnostic => ({ severity: 'error', message, hint })
const warning = (message: string, hint: string): Diagnostic => ({ severity: 'warning', message, hint })
const info = (message: string, hint: string): Diagnostic => ({ severity: 'info', message, hint })
// Conditions know best what is wrong with them; the code and its severity are fixed here.
const condition = error('{message}', '{hint}')

/** Every finding that the studio can make: its severity and the templates of its message and hint. */
export const diagnostics = {
  // File and YAML
  LUM000: error('This is not YAML: {problem}.', 'Check indentation, quotes and brackets around this place.'),
  LUM001: error('{where} {problem}.', '{hint}'),
  LUM002: error('Text after ! was read as a YAML tag and lost.', 'Put the whole condition in quotes.'),
  LUM003: error('{what} are not allowed in a LUMOS file.', '{hint}'),
  LUM004: error('{what} are not allowed in a LUMOS file.', 'Write the part out in each place, or move it to a Library.'),
  LUM005: error('{what} {name} appears twice.', 'Delete or rename one of them; only the last would count.'),
  LUM006: warning('{value} means something else to YAML 1.1 tools.', 'Put it in quotes.'),
  LUM007: error('The number {value} would change: {why}.', 'Put it in quotes if it is an identifier.'),
  LUM008: error('{name} cannot be an id: it is {why}.', 'Choose another name, for example {suggestion}.'),
  LUM009: warning('A comment begins inside this condition: what follows # is not part of it.', 'Put the condition in quotes.'),
  LUM010: error('This file needs {feature}, which this version does not know.', 'Update the studio; until then the file can only be read.'),
  LUM011: error('This condition was written without quotes and became a YAML map.', 'Put the condition in quotes.'),
  LUM012: error('This file {problem}.', '{hint}'),

  // Graph
  LUM101: error('{where} points to unknown node {target}.', '{hint}'),
  LUM102: error('Nothing leads to node {node}.', 'Connect it or delete it.'),
  LUM103: error('From {node} no end can be reached.', 'Add an exit, or an onMaxVisits that leads out.'),
  LUM104: error('{problem}.', '{hint}'),
  LUM105: warning('{kind} {name} is never used.', 'Delete it, or use it.'),
  LUM106: error('Decision {node} has {problem}.', '{hint}'),
  LUM108: error('{where} leads nowhere: {problem}.', '{hint}'),
  LUM110: error('Join {join} waits for {count} of {arms} arms, which can never happen.', 'Lower the count to {arms}.'),
  LUM111: error('Arm {arm} of {parallel} never reaches join {join}.', 'Connect its last node to {join}.'),
  LUM112: error('Node {node} {problem}.', 'Duplicate it, or move it after the join.'),
  LUM113: error('Arm {arm} of {parallel} reaches end {end} without joining.', 'Lead it to join {join}, and end after the join.'),
  LUM114: error('{problem}.', '{hint}'),
  LUM115: warning('Join {join} needs {count} arms, but only {sure} always start; the others have conditions.', 'The runtime lowers the count; lower it here, or drop the conditions.'),
  LUM116: error('Join {join} requires arm {arm}, which {problem}.', '{hint}'),
  LUM119: error('Arms {left} and {right} of {parallel} both write {root}.', 'Give one of the nodes another name with as.'),
  LUM120: error('This loop has no bound: {cycle}.', 'Add maxVisits and onMaxVisits to one of its nodes, best to {best}.'),
  LUM121: error('The loop {cycle} contains no node that waits, so it would spin.', 'Add an agent, tool, message, person or wait to it.'),
  LUM122: error('{node} has {present} without {missing}.', 'Add {missing}.'),
  LUM123: error('onMaxVisits of {node} leads back into the same loop.', 'Choose a node outside the loop.'),
  LUM132: error('{where} retries tool {tool}, which is not idempotent, so a retry could act twice.', 'Declare idempotent: true if the service takes an idempotency key, or drop the retry.'),

  // References, roles, tools
  LUM201: error('{where} names unknown {kind} {name}.', '{hint}'),
  LUM204: error('Agent {agent}: role {role} must output {output} ({type}); {problem}.', 'Add the output, or correct its type.'),
  LUM205: error('Knowledge {knowledge} is third-party, and the policy does not allow it for agent {agent}.', 'Allow it in policies.thirdPartySources, or remove the source.'),
  LUM206: error('Output {output} of agent {agent} learned from {file}, which {problem}.', '{hint}'),

  // Conditions
  LUM300: condition,
  LUM301: condition,
  LUM302: condition,
  LUM303: condition,
  LUM304: condition,
  LUM305: condition,
  LUM306: error('{path} may be absent here: {why}.', '{hint}'),
  LUM308: condition,
  LUM309: condition,
  LUM310: condition,
  LUM311: condition,
  LUM312: error('{path} is read after join {join}, which may go on without arm {arm}.', 'Add {arm} to require of {join}, or ask with {guard} first.'),
  LUM314: error('{{{placeholder}}} in this text {problem}.', '{hint}'),

  // Teams, service levels, time
  LUM401: error('No team has skill {skill}, which agent {agent} can route to.', 'Add the skill to a team, or a team for it.'),
  LUM405: error('{problem}.', '{hint}'),
  LUM407: error('Team {team} has no capacity for channel {channel}, which it serves.', 'Set its capacity for {channel} to at least 1.'),
  LUM408: error('Calendar {calendar}: {problem}.', '{hint}'),
  LUM409: error('Overflow goes in a circle: {circle}.', 'Let one of these teams not overflow.'),

  // Security
  LUM501: error('This looks like a secret ({kind}) written in the file.', 'Replace it by secretRef with the name of a secret, and change the secret: it has been seen.'),
  LUM504: error('The address {problem}.', 'Write an https address such as https://desk.example/api; secrets go in auth.secretRef.'),

  // Triggers
  LUM601: warning('Trigger {trigger} watches a score and has neither sustain, rearm nor limit: it will fire again and again.', 'Add rearm with a gap, sustain, or limit.'),
  LUM602: error('Trigger {trigger} leads to a node in its own scope without limit or rearm.', 'Add limit: 1, or a rearm condition.'),
  LUM604: error('The path of notify trigger {trigger} {problem}.', 'Let it run through nodes of its own to an end with outcome: none.'),
  LUM605: error('Trigger {trigger} reads {root}, which nothing writes in its stages.', 'Add a monitor for these stages, or watch something else.'),

  // Layout
  LUM801: info('The layout has a place for {node}, which does not exist.', 'It is dropped on the next save.'),
  LUM802: info('Node {node} has no place on the canvas.', 'It is laid out automatically.'),
} as const satisfies Readonly<Record<string, Diagnostic>>

/** The code of a finding. */
export type DiagnosticCode = keyof typeof diagnostics

/** Fills the templates of a code; braces without a value stay as they are. */
export function diagnose(code: DiagnosticCode, values: Readonly<Record<string, string | number>>): { readonly code: DiagnosticCode; readonly severity: Severity; readonly message: string; readonly hint: string } {
  const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
  const { severity, message, hint } = diagnostics[code]
  return { code, severity, message: fill(message), hint: fill(hint) }
}
