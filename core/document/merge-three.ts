import type { JsonValue } from '../spec/json-value.ts'
import { layoutSchema } from '../spec/layout.ts'
import type { Layout } from '../spec/layout.ts'
import { toJson } from '../spec/print-new-spec.ts'
import type { Workflow } from '../spec/workflow.ts'
import { workflowSchema } from '../spec/workflow.ts'
import type { FlowDocument } from './flow-document.ts'
import type { MergeConflict, MergePath, MergeRules, Side } from './merge-json.ts'
import { mergeJson } from './merge-json.ts'

/** The merged document over the text of the other side, and what had to be decided on the way. */
export type MergeResult = { readonly document: FlowDocument; readonly conflicts: readonly MergeConflict[] }

/** How each conflict is answered; mine where nothing is said. */
export type Choose = (conflict: MergeConflict) => Side

const keyOf = (path: MergePath): string => JSON.stringify(path)

/** The path of an issue with ids in place of list positions. */
function partPath(data: JsonValue | undefined, path: readonly PropertyKey[]): MergePath {
  const steps: string[] = []
  let value: JsonValue | undefined = data
  for (const key of path) {
    const holder: JsonValue | undefined = value
    if (typeof holder !== 'object' || holder === null) break
    const entry: readonly [string, JsonValue] | undefined = Array.isArray(holder) ? Object.entries(holder)[Number(key)] : Object.entries(holder).find(([name]) => name === String(key))
    value = entry?.[1]
    const id = Array.isArray(holder) && typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === 'id')?.[1] : undefined
    steps.push(typeof id === 'string' ? id : String(key))
  }
  return steps
}

function mergeWorkflows(base: Workflow, mine: Workflow, theirs: Workflow, choose: Choose): { readonly workflow: Workflow; readonly conflicts: readonly MergeConflict[] } {
  const [before, left, right] = [base, mine, theirs].map(toJson)
  const whole = new Set<string>()
  for (;;) {
    const rules: MergeRules = { choose, whole: (path) => whole.has(keyOf(path)) }
    const merged = mergeJson(before, left, right, [], rules)
    const checked = workflowSchema.safeParse(merged.value)
    if (checked.success) return { workflow: checked.data, conflicts: merged.conflicts }
    // Halves that do not fit together are decided as one; in the end that is the whole file, and each side of that is valid.
    for (const issue of checked.error.issues) {
      let path = partPath(merged.value, issue.path)
      while (path.length > 0 && whole.has(keyOf(path))) path = path.slice(0, -1)
      whole.add(keyOf(path))
    }
  }
}

// Where a card lies means nothing, so a card that both moved stays where I put it; only the texts of notes are worth a question.
function mergeLayouts(base: Layout, mine: Layout, theirs: Layout, choose: Choose): { readonly layout: Layout; readonly conflicts: readonly MergeConflict[] } {
  const asks = (conflict: MergeConflict): boolean => conflict.path[0] === 'notes' && conflict.path.at(-1) !== 'at'
  const placed = mergeJson(toJson(base), toJson(mine), toJson(theirs), [], {
    choose: (conflict) => (asks(conflict) ? choose({ ...conflict, path: ['layout', ...conflict.path] }) : 'mine'),
    whole: (path) => path[0] === 'bends' && path.length > 1,
  })
  const checked = layoutSchema.safeParse(placed.value)
  return { layout: checked.success ? checked.data : mine, conflicts: placed.conflicts.filter(asks).map((conflict) => ({ ...conflict, path: ['layout', ...conflict.path] })) }
}

/**
 * Merges two documents that began as the same one. What only one side changed is taken; where both changed the same part
 * differently, `choose` decides. The result is written over their text, so that their comments and lines stay as they are.
 */
export function mergeThree(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument, choose: Choose = () => 'mine'): MergeResult {
  const merged = mergeWorkflows(base.workflow, mine.workflow, theirs.workflow, choose)
  const placed = mergeLayouts(base.layout, mine.layout, theirs.layout, choose)
  return { document: { ...theirs, workflow: merged.workflow, layout: placed.layout }, conflicts: [...merged.conflicts, ...placed.conflicts] }
}
