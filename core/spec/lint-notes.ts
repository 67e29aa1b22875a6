import type { DiagnosticCode } from './diagnostics.ts'

/** What a finding is about, why it matters, and how it is repaired: the part of an explanation that is the same for every place. */
export type LintNote = { readonly title: string; readonly why: string; readonly repair: string }

const note = (title: string, why: string, repair: string): LintNote => ({ title, why, repair })

/** The explanation of every code. */
export const lintNotes: Readonly<Record<DiagnosticCode, LintNote>> = {
  // File and YAML
  LUM000: note('The file is not YAML', 'Nothing of a file that cannot be read means anything, so nothing else is checked before this is repaired.', 'Look at the place and a few lines above it: a quote or bracket that is not closed, a tab or an indentation that does not fit.'),
  LUM001: note('Something does not fit the format', 'A key that nobody knows has no effect, and a value of the wrong form would be read differently by each reader. Misspelt keys are the most common mistake, so an unknown key is an error instead of being ignored.', 'Take the name that the finding suggests, or look the field up in docs/spec.md. Keys of your own begin with x-.'),
  LUM002: note('Text after ! was lost', 'In YAML an exclamation mark begins a tag. when: !has(x) is read as an empty value with a strange tag, so the condition is gone without an error.', 'Put the whole condition in quotes.'),
  LUM003: note('Directives or several documents', 'A directive such as %YAML 1.1 changes how values are read: country: NO becomes false. With several documents in a file readers disagree about which one counts.', 'Delete the directive, and keep one document in a file.'),
  LUM004: note('Anchors, aliases and merge keys', 'An alias makes one text stand in two places: an edit on the canvas would change both, and a small file can unfold to gigabytes.', 'Write the part out in each place, or move it to a Library that several workflows use.'),
  LUM005: note('A key or id appears twice', 'Only the last one counts, so the first is text that looks as if it worked.', 'Delete one of them or give it another name.'),
  LUM006: note('A value that YAML 1.1 tools read differently', 'This studio reads YAML 1.2, where no and 12:30 are text. Many other tools still read 1.1, where they are false and a number.', 'Put the value in quotes.'),
  LUM007: note('A number that would change', 'Leading zeros are dropped, and beyond 15 digits a number loses its last ones. An account number would become another account number.', 'Put it in quotes where it is an identifier, else write the number as it is meant.'),
  LUM008: note('A name that cannot be an id', 'Ids are written without quotes in conditions. A word of the condition language, a YAML 1.1 word or the name of a built-in root would mean something else there.', 'Choose another id; the title is what people see and may say anything.'),
  LUM009: note('A comment begins inside a condition', 'YAML ends a value without quotes at a space and #. What follows is a comment, so the condition is only its first half.', 'Put the condition in quotes.'),
  LUM010: note('The file needs a newer version', 'The file uses an addition to the format that this version would leave out, and leaving it out changes what the flow does.', 'Update the studio. Until then the file opens read-only.'),
  LUM011: note('A condition became a map', 'YAML reads {a > 1} as a map with one key, so there is no condition at this place.', 'Put the condition in quotes.'),
  LUM012: note('A file beyond the limits', 'Limits on size and depth keep a damaged or hostile file from stopping the program.', 'Split the workflow, and keep long texts in knowledge files.'),
  LUM013: note('A comment that allows a finding does not do so', 'A comment that allows a finding is a decision somebody made. Without a reason nobody can judge it later, and one that allows nothing hides the next finding at its place. Errors cannot be allowed at all.', 'Give the reason behind a dash, correct the code, or delete the comment.'),

  // Graph
  LUM101: note('A way leads to a node that does not exist', 'A ticket that takes this way has nowhere to go.', 'Correct the id, or draw the way to another node.'),
  LUM102: note('Nothing leads to a node', 'No ticket can ever reach it, so what it does never happens. Most often a way was meant to lead here and leads elsewhere.', 'Connect it, or delete it.'),
  LUM103: note('From a node no end can be reached', 'A ticket that comes here never ends: it stays open until its lifetime budget is used up.', 'Add a way out, or a loop limit with onMaxVisits that leads out.'),
  LUM104: note('A channel has no start node, or two', 'A ticket of a channel without a start is refused, and with two starts it would be a matter of chance where it begins.', 'List the channel in exactly one start node, or tell two starts apart with when.'),
  LUM105: note('Something declared is never used', 'Parts that nothing uses are read and maintained by people, and often they are the trace of a connection that got lost.', 'Use it or delete it. Where it is kept for later, allow the finding with a reason.'),
  LUM106: note('A decision has no default', 'Conditions can all be false, also those that seem to cover everything. Then the ticket needs a way as well.', 'Add default, best to the way that is safest when nothing is known.'),
  LUM107: note('A branch can never be taken', 'Branches are tried from top to bottom. An earlier one is already true whenever this one would be.', 'Put the narrower rule first, or delete this one.'),
  LUM108: note('A way out leads nowhere', 'A node can end in this way at run time, and the ticket would stop there.', 'Connect the way. For a timeout an outcome, or a catch for LUMOS.Timeout, is enough.'),
  LUM110: note('A join waits for more arms than there are', 'It can never be satisfied, so each ticket fails or waits for the timeout.', 'Lower the count to the number of arms, or add the missing arm.'),
  LUM111: note('An arm never reaches its join', 'The join waits for this arm for ever.', 'Connect the last node of the arm to the join.'),
  LUM112: note('A node belongs to two arms, or is entered from outside', 'Inside a block each arm runs for itself. A node in two arms would run twice at the same time and write one root; one that is entered from outside has no block to join.', 'Duplicate the node, or move it behind the join.'),
  LUM113: note('An arm ends the ticket', 'While one arm ends the ticket the others still run, and the join waits for an arm that is gone.', 'Lead the arm to the join and decide behind it.'),
  LUM114: note('A parallel and a join are not a pair', 'A block has one beginning and one join. Without its partner a join never starts to wait, and a parallel never comes together.', 'Name the join in the parallel, one to one.'),
  LUM115: note('A join needs more arms than always start', 'Arms with a condition may be skipped. Then fewer arms run than the join asks for, and the runtime lowers the count without saying so.', 'Lower the count to the arms that always start, or drop the conditions.'),
  LUM116: note('A required arm that may be missing', 'An arm that does not exist, or is skipped by its condition, can never be among those that are done: the join fails.', 'Take it out of require, or let it always start.'),
  LUM117: note('A join may wait for people without limit', 'An arm that waits for a person or a reply takes hours or days, and all other arms wait with it.', 'Give the join a timeout and say with onTimeout what happens then.'),
  LUM118: note('An arm with effects may be cancelled half way', 'The join cancels arms that it no longer needs. What a tool has already done outside stays done, and nobody reads its answer.', 'Set remaining: continue, require the arm, or call the tool behind the join.'),
  LUM119: note('Two arms write the same root', 'Both run at the same time, so it is a matter of chance whose output conditions see.', 'Give one of the nodes another name with as.'),
  LUM120: note('A loop without a bound', 'A ticket could go round for ever, with an agent call each time.', 'Give one node of the loop maxVisits, and lead onMaxVisits out of it.'),
  LUM121: note('A loop in which nothing waits', 'Decisions and joins pass at once, so such a loop turns without end within a single step and is stopped as LUMOS.StepLimit.', 'Add a node that waits for something: an agent, a tool, a message, a person or a wait.'),
  LUM122: note('A loop limit is half written', 'maxVisits says how often, onMaxVisits what then. One without the other has no meaning.', 'Add the missing one.'),
  LUM123: note('The exit of a loop leads back into it', 'When the limit is reached the ticket would go on turning in the loop that the limit should end.', 'Lead onMaxVisits to a node outside the loop.'),
  LUM124: note('The worst case exceeds the budget', 'If every loop runs to its limit, one ticket starts more agents than the budget allows and fails with LUMOS.BudgetExceeded in the middle.', 'Lower loop limits, or raise policies.budgets.agentCalls.'),
  LUM130: note('An error route comes back to what failed', 'What made the node fail is most often still there, so it fails again, without a bound.', 'Lead the error route to a person or an end, or through a node with maxVisits.'),
  LUM131: note('A catch that is never reached', 'Clauses are tried from top to bottom, and an earlier one takes all of these errors.', 'Put the wider clause last.'),
  LUM132: note('A tool is retried that may act twice', 'A retry repeats a call whose answer got lost. If the service does not take an idempotency key the effect happens twice: two refunds, two messages.', 'Declare idempotent: true where the service takes a key, else drop the retry.'),
  LUM133: note('Retries do not fit into the timeout', 'The timeout of a node covers all attempts with their pauses. The last attempts are never made.', 'Raise the timeout, or lower the attempts or pauses.'),

  // References, roles, tools
  LUM201: note('A name that nothing declares', 'The part that is named does not exist, so the node, agent or team that needs it cannot work.', 'Correct the name, or declare the part.'),
  LUM202: note('A scope that the connection does not grant', 'The service refuses the call at run time, for each ticket.', 'Add the scope to the grants of the connection, or use another tool.'),
  LUM203: note('An agent may act outside without approval', 'What a model decides by itself can reach customers, money or data, and what is done cannot be undone.', 'Add an approval for the tool to policies.approvals.'),
  LUM204: note('An agent lacks an output of its role', 'The role promises these outputs to whoever reads them, and the model of the role yields them. Without the declaration conditions cannot see them.', 'Add the output with the type that the finding names.'),
  LUM205: note('Third-party knowledge without permission', 'Answers would rest on text that others can change, though the policy of the workflow does not allow it for this agent.', 'Allow it in policies.thirdPartySources, or remove the source.'),
  LUM206: note('A knowledge agent without a source of your own', 'If all of its text comes from others, nobody in your house answers for what customers are told.', 'Add an internal source.'),
  LUM207: note('Model fallbacks that do not help', 'A fallback that is the first model again, or one that is listed twice, fails for the same reason.', 'List each other model once.'),
  LUM208: note('An agent writes memory that it never reads', 'It replaces what was known without having seen it, so facts from earlier conversations get lost.', 'Let it read the memory as well, or not write it.'),
  LUM209: note('An example file is missing or changed', 'The output learned from this file. Without the very same file it would judge differently from what was measured.', 'Put the file back beside the flow, or learn from labelled tickets again.'),

  // Conditions
  LUM300: note('A condition cannot be read', 'A condition that cannot be read has no value, and the ticket would take the error route.', 'Correct the text at the marked place.'),
  LUM301: note('A condition reads something unknown', 'There is no such root or field, so the condition could never be computed. Nothing is taken to be false in silence.', 'Take one of the names that the finding lists.'),
  LUM302: note('Types that do not go together', 'The operation has no meaning for these two types, for example a number compared with text.', 'Compare values of the same type, or convert one of them.'),
  LUM303: note('A condition is not true or false', 'A score or a text is no answer to a question.', 'Compare it with something.'),
  LUM304: note('A value that the field can never have', 'The comparison is false for every ticket, so the branch is dead. Most often it is a misspelling.', 'Take one of the values that the finding lists.'),
  LUM305: note('A score compared with a number outside 0 to 1', 'Scores go from 0 to 1, not from 0 to 100: the comparison always has the same answer.', 'Write 0.7 instead of 70.'),
  LUM306: note('A value may be absent here', 'Reading an absent value is an error at run time, never false: a customer without a product would otherwise count as one with another product.', 'Ask with has(...) first, or give the variable a default.'),
  LUM307: note('A part is always true or always false', 'Such a part decides nothing, so what it was meant to tell apart is not told apart.', 'Correct the bounds or values, or take the part out.'),
  LUM308: note('A function that conditions do not have', 'The condition language is small on purpose, so that each export target and the simulator mean the same.', 'Take one of the functions in docs/spec.md.'),
  LUM309: note('A pattern that is not allowed', 'Patterns are fixed texts of limited length in RE2, so that no text of a customer can make matching take for ever.', 'Write the pattern as a literal, without look-around and back references.'),
  LUM310: note('A condition that is too large', 'Nobody can check it by reading, and limits keep evaluation fast.', 'Split it into two decisions, or compute a part of it in an agent output.'),
  LUM311: note('A whole number compared with a decimal by ==', 'To the language 1 and 1.0 are of different types, and equality between them is an error.', 'Write 1.0, or compare with < and >.'),
  LUM312: note('A value of an arm that the join may cancel', 'The join can go on without this arm, and then its outputs are absent.', 'Require the arm in the join, or ask with has(...) first.'),
  LUM313: note('Free text compared exactly', 'Customers write the same thing in many ways. An exact comparison is true for one spelling only.', 'Let an agent sort the text into an enum output and compare that, or use contains or matches.'),
  LUM314: note('A placeholder that cannot be filled', 'The text would be sent with the braces in it, or fail.', 'Take a field that exists and can be shown as text.'),

  // Teams, service levels, time
  LUM401: note('A skill that no team has', 'Tickets that need it have no eligible team and all go to the fallback queue.', 'Give the skill to a team, or add a team for it.'),
  LUM402: note('Nobody with this skill serves the channel or language', 'Such tickets exist, but no team may take them.', 'Add the channel or language to a team with the skill.'),
  LUM403: note('A promise that falls into closed hours', 'The clock of the SLA runs while nobody who may answer is at work, so the promise is broken each time a ticket comes at the wrong hour.', 'Add a shift, measure the SLA on a calendar of open hours, or answer automatically first.'),
  LUM404: note('The automated way is slower than the promise', 'If each step takes as long as its timeout allows, the first reply comes after the SLA is broken.', 'Lower the timeouts on this way, or reply earlier.'),
  LUM405: note('The order of SLAs leaves gaps or hides one', 'The first SLA that matches counts. One after an SLA without condition never counts, and if the last has a condition some tickets have no promise.', 'Put the one without condition last.'),
  LUM406: note('A more urgent priority is slower', 'P1 is the most urgent. A target that is longer than the one of P2 is nearly always a slip.', 'Swap the two targets.'),
  LUM407: note('A team cannot take what it serves', 'Tickets are routed to the team by its channels, but with no seats or no people in that channel none is ever taken.', 'Set a capacity of at least 1, or take the channel away.'),
  LUM408: note('A calendar that does not work', 'Opening hours decide about clocks, shifts and routing. A wrong zone or inverted hours shift all of them.', 'Correct the zone or the hours; a shift over midnight is written as two.'),
  LUM409: note('Overflow goes in a circle', 'If all teams of the circle are full, a ticket would be passed round for ever.', 'Let one of the teams not overflow.'),
  LUM410: note('A person gets less time than the team is closed', 'Tickets that come on Friday evening time out before anybody is back.', 'Let the timeout run on open time with clock, or raise it.'),
  LUM411: note('A team has more work than people', 'The closer a team is to full load, the steeper waiting grows; at full load the queue never empties.', 'Add people or hours, or let automation take more.'),
  LUM412: note('A callback is offered when nobody can call', 'The customer accepts and is not called.', 'Limit the offer with isOpen(...), or add a shift.'),
  LUM413: note('The resolution is due before the first response', 'A ticket cannot be solved before it is answered, so one of the two is a slip.', 'Make the resolution target the longer one.'),

  // Security
  LUM501: note('A secret in the file', 'The file is copied, mailed, committed and exported. Whoever reads it can act in your name.', 'Replace it by secretRef, and change the secret: it has been seen.'),
  LUM502: note('A secret that the environment does not bind', 'The connection has no credentials there, so each call is refused after the release.', 'Bind the secret in the environment, or correct its name.'),
  LUM503: note('Customer text inside instructions', 'Who writes the text can then tell the agent what to do: this is how prompt injection works.', 'Pass the text as an input of the node. Instructions hold trusted text only.'),
  LUM504: note('An address that is not safe', 'Without https others can read along; a user in the address is a secret in the file, and a placeholder in the host lets text decide where data goes.', 'Write a fixed https address. Secrets go into auth.secretRef.'),
  LUM505: note('Personal data goes to a third party', 'The text of a search goes to the source with names, addresses and numbers in it.', 'Add thirdParty to policies.pii.in, so that they are taken out before.'),
  LUM506: note('Silence counts as approval', 'If nobody looks, the thing that needed a person happens without one.', 'Use onTimeout: deny.'),
  LUM507: note('Memory is kept longer than the audit', 'Data would exist for which the record of why it was kept is already gone.', 'Shorten the retention of the memory, or lengthen that of the audit.'),
  LUM508: note('Replies without a person and without a full audit', 'When a customer asks why they got an answer, the record that could tell is missing.', 'Set policies.audit.decisions to full.'),

  // Triggers
  LUM601: note('A trigger on a score without hysteresis', 'Scores move up and down around the threshold, so it fires again and again for one ticket.', 'Add rearm with a gap, sustain, or limit.'),
  LUM602: note('A trigger leads into its own scope', 'After it fired the ticket stands where the trigger watches, and it fires again.', 'Add limit: 1, or a rearm condition.'),
  LUM603: note('Two triggers can be true together', 'At most one interrupt happens in a step, and the one that stands first wins. That may be what you want, but it is easy to overlook.', 'Put the more important one first.'),
  LUM604: note('The path of a notify trigger is not apart', 'It runs beside the ticket. Joining the main flow would put two tokens on it, and an end with an outcome would end the ticket.', 'Let it run through nodes of its own to an end with outcome: none.'),
  LUM605: note('A trigger watches what nothing writes', 'In its stages this value never comes into being, so the trigger can never fire.', 'Add a monitor for these stages, or watch something else.'),
  LUM606: note('A trigger is armed again while it is true', 'Where both conditions hold there is no hysteresis: it fires with each reading.', 'Leave a gap, for example 0.7 to fire and 0.5 to arm again.'),
  LUM607: note('Tone is not watched while people talk', 'A conversation with a person can turn sour as well, and then nobody notices.', 'Add the stage to the stages of a sentiment monitor.'),
  LUM608: note('A customer cannot ask for a person', 'An explicit request is the clearest sign that automation should end. Whoever is not heard writes again, or leaves.', 'Add a trigger on asksForHuman for the stage.'),
  LUM609: note('A decision rests on a model\'s own confidence', 'A model is often sure and wrong. Its confidence alone does not tell whether the customer was helped.', 'Combine it with something that can be observed: a reply, an error code, the number of tries.'),

  // Export
  LUM701: note('A feature that the target does not have', 'The exported flow would behave differently there from what was simulated here.', 'Read what happens instead. Change the flow, choose another target, or allow the finding where the difference is acceptable.'),
  LUM702: note('A condition that cannot be translated', 'The target has its own language for conditions, and this part has no counterpart in it.', 'Simplify the condition, or compute that part in an agent or tool and compare its output.'),

  // Layout
  LUM801: note('A place for a node that is gone', 'It does nothing; it only makes the layout file differ from what saving writes.', 'It is dropped on the next save, or by lumos validate --fix.'),
  LUM802: note('A node without a place', 'It is laid out anew each time the flow is opened, until the flow is saved.', 'Save the flow in the studio, or run lumos validate --fix.'),
}
