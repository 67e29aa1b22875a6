import { quoted, type Work } from './work.ts'

/** Takes one agent call out of the budgets of the flow and of those around it; says why not where one of them is used up. */
export function spendAgentCall(work: Work): string | undefined {
  for (let flow: Work | undefined = work; flow !== undefined; flow = flow.parent) {
    const { agentCallBudget, costBudgetUsd, name } = flow.program
    const whose = flow.parent === undefined ? 'the ticket' : `the subflow ${quoted(name)}`
    if (flow.agentCalls >= agentCallBudget) return `${whose} has used up its ${agentCallBudget} agent calls.`
    if (costBudgetUsd !== undefined && flow.costUsd >= costBudgetUsd) return `${whose} has used up its ${costBudgetUsd} USD for models.`
  }
  for (let flow: Work | undefined = work; flow !== undefined; flow = flow.parent) flow.agentCalls += 1
  return undefined
}

/** Adds what a task has cost to the flow and to those around it. */
export function addCost(work: Work, costUsd: number | undefined): void {
  if (costUsd === undefined || !(costUsd > 0) || costUsd === Infinity) return
  // Whole millionths, so that sums are what people expect of money.
  for (let flow: Work | undefined = work; flow !== undefined; flow = flow.parent) flow.costUsd = Math.round((flow.costUsd + costUsd) * 1e6) / 1e6
}
