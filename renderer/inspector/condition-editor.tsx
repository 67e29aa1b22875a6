import { useMemo, useState } from 'react'
import type { ConditionProblem } from '../../core/conditions/condition-problem.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { conditionWords, scopeOf } from '../canvas/condition-words.ts'
import { ConditionField } from './condition-field.tsx'

type Props = { readonly workflow: Workflow; readonly label: string; readonly value: string; readonly hint?: string; readonly expected?: 'bool' | 'any'; readonly scope?: ConditionScope; readonly onCommit: (text: string) => void }

/** A rule as text, and beneath it how it reads in words or what is wrong with it. */
export function ConditionEditor({ workflow, label, value, hint, expected = 'bool', scope: given, onCommit }: Props) {
  const scope = useMemo(() => given ?? scopeOf(workflow), [given, workflow])
  const [draft, setDraft] = useState<{ readonly text: string; readonly problems: readonly ConditionProblem[] }>({ text: value, problems: [] })
  const text = draft.problems.length > 0 ? draft.text : value
  const [problem] = draft.problems
  return (
    <>
      <ConditionField label={label} value={value} scope={scope} expected={expected} hint={hint} onCommit={onCommit} onDraft={(typed, problems) => setDraft({ text: typed, problems })} />
      {problem === undefined ? (
        text.trim() === '' || expected === 'any' ? null : <p className="rule-words">{conditionWords(workflow, draft.text.trim() === '' ? value : draft.text, given)}</p>
      ) : (
        <p className="rule-error" role="alert">
          {problem.message} {problem.hint}
        </p>
      )}
    </>
  )
}
