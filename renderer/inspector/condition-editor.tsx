import { useMemo, useState } from 'react'
import type { ConditionProblem } from '../../core/conditions/condition-problem.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import { ruleFields } from '../../core/conditions/rule-fields.ts'
import type { RuleGroup } from '../../core/conditions/rule-model.ts'
import { rulesOf, textOf } from '../../core/conditions/rule-model.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { conditionWords, scopeOf } from '../canvas/condition-words.ts'
import { ConditionField } from './condition-field.tsx'
import { RuleBuilder } from './rule-builder.tsx'

type Props = { readonly workflow: Workflow; readonly label: string; readonly value: string; readonly hint?: string; readonly expected?: 'bool' | 'any'; readonly scope?: ConditionScope; readonly onCommit: (text: string) => void }

/** A rule as rows to choose from and as text; beneath it how it reads in words, or what is wrong with it. */
export function ConditionEditor({ workflow, label, value, hint, expected = 'bool', scope: given, onCommit }: Props) {
  const scope = useMemo(() => given ?? scopeOf(workflow), [given, workflow])
  const [draft, setDraft] = useState<{ readonly text: string; readonly problems: readonly ConditionProblem[] }>({ text: value, problems: [] })
  const text = draft.problems.length > 0 ? draft.text : value
  const [problem] = draft.problems
  return (
    <>
      {expected === 'bool' ? <Rows workflow={workflow} label={label} value={value} scope={scope} onCommit={onCommit} /> : null}
      <ConditionField label={label} value={value} scope={scope} expected={expected} hint={hint} calendars={Object.keys(workflow.spec.calendars ?? {})} onCommit={onCommit} onDraft={(typed, problems) => setDraft({ text: typed, problems })} />
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

function Rows({ workflow, label, value, scope, onCommit }: { readonly workflow: Workflow; readonly label: string; readonly value: string; readonly scope: ConditionScope; readonly onCommit: (text: string) => void }) {
  const fields = useMemo(() => ruleFields(scope), [scope])
  const read = useMemo(() => rulesOf(value, scope), [value, scope])
  // Groups of one line leave no trace in the text, so what was built last stays as it was while it says the same.
  const [built, setBuilt] = useState<{ readonly rules: RuleGroup; readonly text: string } | null>(null)
  if (read.kind === 'advanced') return read.isWrong ? null : <p className="field-help">Advanced, so it is edited as text: {read.reason}.</p>
  const rules = built?.text === value ? built.rules : read.rules
  const change = (next: RuleGroup): void => {
    const text = textOf(next)
    setBuilt({ rules: next, text })
    if (text !== value) onCommit(text)
  }
  return <RuleBuilder label={label} rules={rules} fields={fields} calendars={Object.keys(workflow.spec.calendars ?? {})} onChange={change} />
}
