import { useMemo, useState } from 'react'
import type { ConditionProblem } from '../../core/conditions/condition-problem.ts'
import { conditionScope } from '../../core/graph/context-scope.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { conditionWords } from '../canvas/condition-words.ts'
import { ConditionField } from './condition-field.tsx'

const scopes = new WeakMap<Workflow, ReturnType<typeof conditionScope>>()

/** What rules of a workflow can see; computed once for each version of it. */
export function scopeOf(workflow: Workflow): ReturnType<typeof conditionScope> {
  const known = scopes.get(workflow)
  if (known !== undefined) return known
  const scope = conditionScope(workflow)
  scopes.set(workflow, scope)
  return scope
}

type Props = { readonly workflow: Workflow; readonly label: string; readonly value: string; readonly hint?: string; readonly expected?: 'bool' | 'any'; readonly onCommit: (text: string) => void }

/** A rule as text, and beneath it how it reads in words or what is wrong with it. */
export function ConditionEditor({ workflow, label, value, hint, expected = 'bool', onCommit }: Props) {
  const scope = useMemo(() => scopeOf(workflow), [workflow])
  const [draft, setDraft] = useState<{ readonly text: string; readonly problems: readonly ConditionProblem[] }>({ text: value, problems: [] })
  const text = draft.problems.length > 0 ? draft.text : value
  const [problem] = draft.problems
  return (
    <>
      <ConditionField label={label} value={value} scope={scope} expected={expected} hint={hint} onCommit={onCommit} onDraft={(typed, problems) => setDraft({ text: typed, problems })} />
      {problem === undefined ? (
        text.trim() === '' || expected === 'any' ? null : <p className="rule-words">{conditionWords(workflow, draft.text.trim() === '' ? value : draft.text)}</p>
      ) : (
        <p className="rule-error" role="alert">
          {problem.message} {problem.hint}
        </p>
      )}
    </>
  )
}
