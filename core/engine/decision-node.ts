import { evaluate } from './expression.ts'
import { explainDefault, explainTrue, valuesRead } from './explain-decision.ts'
import type { Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import type { DecisionNode, ProgramLink } from './program.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { contextOf, nodeRecord, note, quoted, writeNode, type Work } from './work.ts'

/** Takes the first branch that is true; a condition that cannot be evaluated is an error, never a "no". */
export function enterDecision(work: Work, token: Token, node: DecisionNode): void {
  if (!applySet(work, token, node)) return
  const context = contextOf(work, token)
  for (const branch of node.branches) {
    const outcome = evaluate(work, branch.when, context)
    if (outcome.kind === 'failed') {
      failNode(work, token, node, outcome.code, `its rule ${quoted(branch.id)} could not be decided: ${outcome.message}.`)
      return
    }
    if (outcome.value === true) {
      const { ports } = work.program
      note(work, node.id, 'decision', () => `Took ${quoted(branch.id)} because ${explainTrue(branch.when, context, ports)}.`, () => ({ rule: branch.id, condition: branch.when.text, values: valuesRead([branch.when], context) }))
      take(work, token, node, branch.id, branch.link)
      return
    }
  }
  note(work, node.id, 'decision', () => {
    const because = explainDefault(node.branches, context, work.program.ports)
    return because === '' ? 'Took the default: there is no other rule.' : `Took the default because ${because}.`
  }, () => ({ rule: 'default', values: valuesRead(node.branches.map((branch) => branch.when), context) }))
  take(work, token, node, 'default', node.otherwise)
}

function take(work: Work, token: Token, node: DecisionNode, outcome: string, link: ProgramLink): void {
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: record.attempts, outcome })
  sendToken(work, token, link)
}
