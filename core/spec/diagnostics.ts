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
  LUM013: warning('This comment {problem}.', '{hint}'),

  // Graph
  LUM101: error('{where} points to unknown node {target}.', '{hint}'),
  LUM102: error('Nothing leads to node {node}.', 'Connect it or delete it.'),
  LUM103: error('From {node} no end can be reached.', 'Add an exit, or an onMaxVisits that leads out.'),
  LUM104: error('{problem}.', '{hint}'),
  LUM105: warning('{kind} {name} is never used.', 'Delete it, or use it.'),
  LUM106: error('Decision {node} has {problem}.', '{hint}'),
  LUM107: warning('Branch {branch} of {node} can never be taken: {covering}.', 'Move it before {first}, or delete it.'),
  LUM108: error('{where} leads nowhere: {problem}.', '{hint}'),
  LUM110: error('Join {join} waits for {count} of {arms} arms, which can never happen.', 'Lower the count to {arms}.'),
  LUM111: error('Arm {arm} of {parallel} never reaches join {join}.', 'Connect its last node to {join}.'),
  LUM112: error('Node {node} {problem}.', 'Duplicate it, or move it after the join.'),
  LUM113: error('Arm {arm} of {parallel} reaches end {end} without joining.', 'Lead it to join {join}, and end after the join.'),
  LUM114: error('{problem}.', '{hint}'),
  LUM115: warning('Join {join} needs {count} arms, but only {sure} always start; the others have conditions.', 'The runtime lowers the count; lower it here, or drop the conditions.'),
  LUM116: error('Join {join} requires arm {arm}, which {problem}.', '{hint}'),
  LUM117: warning('Join {join} has no timeout, and arm {arm} waits for {whom}.', 'Add a timeout to {join}, with onTimeout.'),
  LUM118: warning('Arm {arm} calls {tool}, which {effect}, and join {join} may cancel it half way.', 'Set remaining: continue on {join}, require the arm, or call the tool after the join.'),
  LUM119: error('Arms {left} and {right} of {parallel} both write {root}.', 'Give one of the nodes another name with as.'),
  LUM120: error('This loop has no bound: {cycle}.', 'Add maxVisits and onMaxVisits to one of its nodes, best to {best}.'),
  LUM121: error('The loop {cycle} contains no node that waits, so it would spin.', 'Add an agent, tool, message, person or wait to it.'),
  LUM122: error('{node} has {present} without {missing}.', 'Add {missing}.'),
  LUM123: error('onMaxVisits of {node} leads back into the same loop.', 'Choose a node outside the loop.'),
  LUM124: warning('In the worst case one ticket starts {calls} agents ({way}); the budget is {budget}.', 'Lower maxVisits, or raise policies.budgets.agentCalls.'),
  LUM130: error('{route} comes back to {node}, which can fail with {error} again.', 'Lead it to a person, an end, or through a node with maxVisits.'),
  LUM131: warning('The catch for {errors} of {node} is never reached: {earlier} before it takes them all.', 'Put the wider clause last.'),
  LUM132: error('{where}: tool {tool} is not idempotent, so a second attempt could act twice.', 'Declare idempotent: true if the service takes an idempotency key, or drop the retry.'),
  LUM133: warning('{attempts} attempts of {where} with their pauses can take {needed}; the timeout is {timeout}.', 'Raise the timeout to at least {needed}, or lower maxAttempts or the pauses.'),

  // References, roles, tools
  LUM201: error('{where} names unknown {kind} {name}.', '{hint}'),
  LUM202: error('Tool {tool} needs the scope {scope}, which connection {connection} does not grant.', '{hint}'),
  LUM203: error('Agent {agent} may call {tool}, which {effect}, and no approval policy covers it.', 'Add an entry with this tool to policies.approvals.'),
  LUM204: error('Agent {agent}: role {role} must output {output} ({type}); {problem}.', 'Add the output, or correct its type.'),
  LUM205: error('Knowledge {knowledge} is third-party, and the policy does not allow it for agent {agent}.', 'Allow it in policies.thirdPartySources, or remove the source.'),
  LUM206: warning('Knowledge agent {agent} has no internal source.', 'Add a source of your own, so that an answer does not rest on others alone.'),
  LUM207: error('fallbackModels of agent {agent}: {problem}.', '{hint}'),
  LUM208: warning('Agent {agent} writes memory {memory} but never reads it, so what it writes replaces what was known without having seen it.', 'Add {memory} to memory.read, or drop it from memory.write.'),
  LUM209: error('Output {output} of agent {agent} learned from {file}, which {problem}.', '{hint}'),

  // Conditions
  LUM300: condition,
  LUM301: condition,
  LUM302: condition,
  LUM303: condition,
  LUM304: condition,
  LUM305: condition,
  LUM306: error('{path} may be absent here: {why}.', '{hint}'),
  LUM307: warning('{part} is always {value}: {why}.', '{hint}'),
  LUM308: condition,
  LUM309: condition,
  LUM310: condition,
  LUM311: condition,
  LUM312: error('{path} is read after join {join}, which may go on without arm {arm}.', 'Add {arm} to require of {join}, or ask with {guard} first.'),
  LUM313: warning('{field} is free text; {literal} matches only exactly this spelling.', 'Compare an enum output instead, or use contains or matches.'),
  LUM314: error('{{{placeholder}}} in this text {problem}.', '{hint}'),

  // Teams, service levels, time
  LUM401: error('No team has skill {skill}, which agent {agent} can route to.', 'Add the skill to a team, or a team for it.'),
  LUM402: error('No team with skill {skill} serves {what}.', 'Add {what} to a team with this skill.'),
  LUM403: error('SLA {sla} promises {priority} a first response within {target} on calendar {calendar}, but {who} works for {gap} of that time ({from} to {to}), and {node} waits for them.', 'Add a shift there, change the calendar of the SLA, or answer automatically first.'),
  LUM404: warning('The longest automated way to a first reply takes {needed} ({way}); SLA {sla} allows {priority} {target}.', 'Lower the timeouts on this way, or reply earlier.'),
  LUM405: error('{problem}.', '{hint}'),
  LUM406: warning('SLA {sla}: {what} of {slower} ({slow}) is slower than of {faster} ({fast}).', 'Swap them: P1 is the most urgent.'),
  LUM407: error('Team {team} can take nothing from {channel}, which it serves: {why}.', '{hint}'),
  LUM408: error('Calendar {calendar}: {problem}.', '{hint}'),
  LUM409: error('Overflow goes in a circle: {circle}.', 'Let one of these teams not overflow.'),
  LUM410: warning('{where} gives up after {timeout}, but team {team} is closed for up to {gap} ({from} to {to}).', 'Let the timeout run on open time with clock: {calendar}, or raise it.'),
  LUM411: warning('At {volume} tickets an hour, {share} % of them for team {team} with {minutes} minutes of work each{guess}, its people ({seats} on average over the week) are {load} % loaded.', 'Add people to its shifts, or let automation take more.'),
  LUM412: warning('{where} offers a callback, but no team takes {channel} {when}.', 'Add a shift, or limit the offer with isOpen(...).'),
  LUM413: error('SLA {sla}: the resolution of {priority} ({resolution}) is due before its first response ({firstResponse}).', 'Make the resolution target the longer one.'),

  // Security
  LUM501: error('This looks like a secret ({kind}) written in the file.', 'Replace it by secretRef with the name of a secret, and change the secret: it has been seen.'),
  LUM502: error('Secret {secret} is not bound in environment {environment}.', 'Bind it there under secrets, or correct its name.'),
  LUM503: error('{placeholder} puts {what} into the instructions of agent {agent}.', 'Pass it as input of the node; instructions are trusted text only.'),
  LUM504: error('The address {problem}.', 'Write an https address such as https://desk.example/api; secrets go in auth.secretRef.'),
  LUM505: error('Personal data ({data}) goes to third-party source {knowledge} without redaction.', 'Add thirdParty to policies.pii.in.'),
  LUM506: warning('Approval {approval} is granted when nobody answers.', 'Use onTimeout: deny.'),
  LUM507: warning('Memory {memory} is kept for {retention}, longer than the audit policy ({audit}).', 'Shorten the retention of the memory, or lengthen that of the audit.'),
  LUM508: warning('Node {node} replies without a person, and decisions are not audited in full.', 'Set policies.audit.decisions to full.'),

  // Triggers
  LUM601: warning('Trigger {trigger} watches a score and has neither sustain, rearm nor limit: it will fire again and again.', 'Add rearm with a gap, sustain, or limit.'),
  LUM602: error('Trigger {trigger} leads to a node in its own scope without limit or rearm.', 'Add limit: 1, or a rearm condition.'),
  LUM603: info('Triggers {first} and {second} can be true together{example}; {first} wins, because it stands first.', 'Put the narrower one first, or reorder them if that is not meant.'),
  LUM604: error('The path of notify trigger {trigger} {problem}.', 'Let it run through nodes of its own to an end with outcome: none.'),
  LUM605: error('Trigger {trigger} reads {root}, which nothing writes in its stages.', 'Add a monitor for these stages, or watch something else.'),
  LUM606: error('rearm of trigger {trigger} can be true together with its condition{example}.', 'Leave a gap between them, for example 0.7 to fire and 0.5 to arm again.'),
  LUM607: warning('Sentiment is not monitored in stage {stage}, where people and customers talk.', 'Add {stage} to the stages of a sentiment monitor.'),
  LUM608: warning('A customer cannot ask for a person in stage {stage}.', 'Add a trigger on asksForHuman for this stage.'),
  LUM609: warning('{where} decides on {field} alone, a confidence of the model in itself.', 'Combine it with something that can be observed: a reply, an error code, the number of tries.'),

  // Export
  LUM701: warning('{target} has no exact equivalent of {feature}: {instead}.', '{hint}'),
  LUM702: error('This condition cannot be translated to {language}: {part}.', 'Simplify it, or compute that part in an agent or tool and compare its output.'),

  // Layout
  LUM801: info('The layout has a place for {node}, which does not exist.', 'It is dropped on the next save.'),
  LUM802: info('Node {node} has no place on the canvas.', 'It is laid out automatically.'),
} as const satisfies Readonly<Record<string, Diagnostic>>

/** The code of a finding. */
export type DiagnosticCode = keyof typeof diagnostics

/** Whether a text is the code of a finding. */
export function isDiagnosticCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(diagnostics, code)
}

/** Fills the templates of a code; braces without a value stay as they are. */
export function diagnose(code: DiagnosticCode, values: Readonly<Record<string, string | number>>): { readonly code: DiagnosticCode; readonly severity: Severity; readonly message: string; readonly hint: string } {
  const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
  const { severity, message, hint } = diagnostics[code]
  return { code, severity, message: fill(message), hint: fill(hint) }
}
