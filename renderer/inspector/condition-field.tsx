import { autocompletion, closeBrackets } from '@codemirror/autocomplete'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { linter } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import type { ConditionProblem } from '../../core/conditions/condition-problem.ts'
import type { ConditionScope } from '../../core/conditions/condition-scope.ts'
import type { ConditionType } from '../../core/conditions/condition-type.ts'
import { compileCondition } from '../../core/conditions/compile-condition.ts'
import { codeTheme } from '../spec-view/code-theme.ts'

type Props = {
  readonly label: string
  readonly value: string
  readonly scope: ConditionScope
  readonly expected?: 'bool' | 'any'
  readonly hint?: string
  readonly onCommit: (text: string) => void
  /** Gets the text while it is typed, with what is wrong with it. */
  readonly onDraft?: (text: string, problems: readonly ConditionProblem[]) => void
}

/** A rule as text: completion, and type errors underlined while typing. */
export function ConditionField({ label, value, scope, expected = 'bool', hint = 'for example triage.confidence >= 0.7', onCommit, onDraft }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const latest = useRef({ scope, onCommit, onDraft, value })
  latest.current = { scope, onCommit, onDraft, value }
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
          autocompletion({ override: [(context) => complete(context, latest.current.scope)], icons: false }),
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

function complete(context: CompletionContext, scope: ConditionScope): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z][\w.]*/u)
  if (word === null && !context.explicit) return null
  const typed = word?.text ?? ''
  const dot = typed.lastIndexOf('.')
  const from = (word?.from ?? context.pos) + dot + 1
  if (dot >= 0) {
    const type = typeAt(scope, typed.slice(0, dot).split('.'))
    if (type?.kind !== 'record') return null
    return { from, options: Object.keys(type.fields).map((name) => ({ label: name, type: 'property' })), validFor: /^\w*$/u }
  }
  const roots = Object.keys(scope).map((name) => ({ label: name, type: 'variable' }))
  const functions = ['has(', 'size(', 'isOpen(', 'duration('].map((name) => ({ label: name, type: 'function' }))
  return { from, options: [...roots, ...functions], validFor: /^\w*$/u }
}

function typeAt(scope: ConditionScope, path: readonly string[]): ConditionType | undefined {
  const [root, ...rest] = path
  let type = root === undefined ? undefined : scope[root]?.type
  for (const name of rest) type = type?.kind === 'record' ? type.fields[name]?.type : undefined
  return type
}
