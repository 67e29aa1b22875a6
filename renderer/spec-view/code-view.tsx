import { yaml } from '@codemirror/lang-yaml'
import { foldGutter, syntaxHighlighting } from '@codemirror/language'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, lineNumbers } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { codeTheme } from './code-theme.ts'
import { codeHighlight } from './code-highlight.ts'

const markLine = StateEffect.define<number | null>()

const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (!effect.is(markLine)) continue
      const { doc } = transaction.state
      next = effect.value === null || effect.value < 1 || effect.value > doc.lines ? Decoration.none : Decoration.set([Decoration.line({ class: 'cm-marked' }).range(doc.line(effect.value).from)])
    }
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})

type Props = { readonly text: string; readonly line: number | null; readonly label: string }

/** YAML or JSON to read; the marked line is brought into view. */
export function CodeView({ text, line, label }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  useEffect(() => {
    if (place.current === null) return
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        extensions: [lineNumbers(), foldGutter(), yaml(), syntaxHighlighting(codeHighlight), codeTheme, markedLine, EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' })],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [label])
  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === text) return
    const top = editor.scrollDOM.scrollTop
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
    editor.scrollDOM.scrollTop = top
  }, [text])
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const known = line !== null && line >= 1 && line <= editor.state.doc.lines ? line : null
    editor.dispatch({ effects: [markLine.of(known), ...(known === null ? [] : [EditorView.scrollIntoView(editor.state.doc.line(known).from, { y: 'start', yMargin: 40 })])] })
  }, [line, text])
  return <div className="code-view copyable" ref={place} />
}
