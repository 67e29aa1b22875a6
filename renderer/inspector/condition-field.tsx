import { autocompletion, closeBrackets } from '@codemirror/autocomplete'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { linter } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import type { ConditionProblem } from '../../core/conditions/condition-problem.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import { compileCondition } from '../../core/conditions/compile-condition.ts'
import type { Completion } from '../../core/conditions/complete-condition.ts'
import { completeCondition } from '../../core/conditions/complete-condition.ts'
import { codeTheme } from '../spec-view/code-theme.ts'

type Props = {
  readonly label: string
  readonly value: string
  readonly scope: ConditionScope
  readonly expected?: 'bool' | 'any'
  readonly hint?: string
  /** Calendars that it can ask for opening hours. */
  readonly calendars?: readonly string[]
  readonly onCommit: (text: string) => void
  /** Gets the text while it is typed, with what is wrong with it. */
  readonly onDraft?: (text: string, problems: readonly ConditionProblem[]) => void
}

const none: readonly string[] = []

/** A rule as text: completion, and type errors underlined while typing. */
export function ConditionField({ label, value, scope, expected = 'bool', hint = 'for example triage.confidence >= 0.7', calendars = none, onCommit, onDraft }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const latest = useRef({ scope, calendars, onCommit, onDraft, value })
  latest.current = { scope, calendars, onCommit, onDraft, value }
  const [invalid, setInvalid] = useState(false)

  useEffect(() => {
    if (place.current === null) return
    const problemsOf = (text: string): readonly ConditionProblem[] => {
      if (text.trim() === '') return []
      const compiled = compileCondition(text, latest.current.scope, expected)
      return compiled.kind === 'compiled' ? [] : compiled.problems
    }
    const commit = (view: EditorView): void => {
      const text = view.state.doc.toString().trim()
      if (text !== latest.current.value) latest.current.onCommit(text)
    }
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          closeBrackets(),
          EditorView.lineWrapping,
          EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
          keymap.of([
            { key: 'Enter', run: (target) => { commit(target); return true } },
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          autocompletion({ override: [(context) => complete(context, latest.current.scope, latest.current.calendars)], icons: false }),
          linter((target) => problemsOf(target.state.doc.toString()).map((problem) => ({ from: Math.min(problem.start, target.state.doc.length), to: Math.min(Math.max(problem.end, problem.start + 1), target.state.doc.length), severity: 'error', message: `${problem.message} ${problem.hint}` })), { delay: 120 }),
          placeholder(hint),
          codeTheme,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return
            const text = update.state.doc.toString()
            const problems = problemsOf(text)
            setInvalid(problems.length > 0)
            latest.current.onDraft?.(text, problems)
          }),
          EditorView.domEventHandlers({ blur: (_event, target) => commit(target) }),
        ],
      }),
    })
    editor.current = view
    setInvalid(problemsOf(latest.current.value).length > 0)
    return () => {
      commit(view)
      view.destroy()
    }
  }, [label, hint, expected])

  useEffect(() => {
    const view = editor.current
    if (view === null || view.hasFocus || view.state.doc.toString() === value) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [value])

  return <div className="condition" data-invalid={invalid} ref={place} onClick={() => editor.current?.focus()} />
}

const kinds: Readonly<Record<Completion['kind'], string>> = { name: 'variable', field: 'property', value: 'constant', function: 'function', operator: 'keyword' }

function complete(context: CompletionContext, scope: ConditionScope, calendars: readonly string[]): CompletionResult | null {
  const text = context.state.doc.toString()
  const found = completeCondition(text, context.pos, scope, calendars)
  if (found === undefined || found.items.length === 0) return null
  // Without being asked only where something has begun, or only one kind of thing can follow.
  const begun = found.from < context.pos || /[.]$|(==|!=|\bin) ?\[?$/u.test(text.slice(0, context.pos))
  if (!context.explicit && !begun) return null
  return {
    from: found.from,
    to: found.to,
    filter: true,
    options: found.items.map((item, index) => ({
      label: item.label,
      type: kinds[item.kind],
      detail: item.detail,
      ...(item.info === '' ? {} : { info: item.info }),
      boost: -index / 10,
      apply: (view, _chosen, from, to) => view.dispatch({ changes: { from, to, insert: item.insert }, selection: { anchor: from + item.insert.length - item.back }, userEvent: 'input.complete' }),
    })),
  }
}
