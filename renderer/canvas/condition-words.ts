import { compileCondition } from '../../core/conditions/compile-condition.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import { describeCondition } from '../../core/conditions/describe-condition.ts'
import type { ConditionTitles } from '../../core/conditions/describe-condition.ts'
import { conditionScope } from '../../core/graph/context-scope.ts'
import type { TypeExpr, Workflow } from '../../core/spec/workflow.ts'

type Known = { readonly signature: string; readonly scope: ConditionScope; readonly titles: ConditionTitles; readonly words: Map<string, string> }

const byWorkflow = new WeakMap<Workflow, Known>()
let last: Known | null = null

/** What rules of a workflow can see; computed anew only when something that rules can see changed. */
export function scopeOf(workflow: Workflow): ConditionScope {
  return knownOf(workflow).scope
}

/** A rule in plain words; one that cannot be read is shown as it is written. Settings of agents may see something else than the flow's rules do. */
export function conditionWords(workflow: Workflow, text: string, otherScope?: ConditionScope): string {
  if (otherScope !== undefined) return wordsOf(text, otherScope, {})
  const { scope, titles, words } = knownOf(workflow)
  const before = words.get(text)
  if (before !== undefined) return before
  const said = wordsOf(text, scope, titles)
  words.set(text, said)
  return said
}

function wordsOf(text: string, scope: ConditionScope, titles: ConditionTitles): string {
  const compiled = compileCondition(text, scope)
  return compiled.kind === 'compiled' ? capital(describeCondition(compiled.condition, titles)) : text
}

function knownOf(workflow: Workflow): Known {
  const own = byWorkflow.get(workflow)
  if (own !== undefined) return own
  const signature = signatureOf(workflow)
  const known = last?.signature === signature ? last : { signature, scope: conditionScope(workflow), titles: titlesOf(workflow), words: new Map<string, string>() }
  last = known
  byWorkflow.set(workflow, known)
  return known
}

function signatureOf({ spec }: Workflow): string {
  const agents = Object.entries(spec.agents).map(([id, agent]) => [id, agent.outputs])
  const tools = Object.entries(spec.tools ?? {}).map(([id, tool]) => [id, tool.output])
  const nodes = Object.entries(spec.flow.nodes).map(([id, node]) => [id, node.kind, node.title, node.kind === 'agent' ? node.agent : node.kind === 'tool' ? node.tool : '', 'as' in node ? node.as : ''])
  return JSON.stringify([agents, tools, nodes, spec.context, spec.monitors, Object.keys(spec.channels), Object.keys(spec.teams ?? {}), Object.keys(spec.calendars ?? {}), spec.slas?.map((sla) => sla.when)])
}

/** The words that the flow itself gives to values: titles of labels and of cards. */
function titlesOf({ spec }: Workflow): ConditionTitles {
  const titles: Record<string, string> = {}
  const name = (root: string, outputs: Readonly<Record<string, TypeExpr>>): void => {
    for (const [output, type] of Object.entries(outputs)) {
      if (typeof type !== 'object' || type.type !== 'enum') continue
      for (const [value, label] of Object.entries(type.labels ?? {})) if (label.title !== undefined) titles[`${root}.${output}=${value}`] = label.title
    }
  }
  for (const [id, node] of Object.entries(spec.flow.nodes)) {
    if (node.kind === 'agent') name(node.as ?? id, spec.agents[node.agent]?.outputs ?? {})
    if (node.title !== undefined) titles[`nodes.${id}.visits`] = `visits of “${node.title}”`
  }
  for (const [id, monitor] of Object.entries(spec.monitors ?? {})) name(id, spec.agents[monitor.agent]?.outputs ?? {})
  return titles
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
