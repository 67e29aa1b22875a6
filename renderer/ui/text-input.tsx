import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'

type Props = {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly lines?: number
  readonly mono?: boolean
  readonly invalid?: boolean
  readonly inputMode?: 'text' | 'decimal' | 'numeric'
  readonly className?: string
  readonly autoFocus?: boolean
  readonly onCommit: (value: string) => void
}

/** A text field that hands its value over when it is left or Enter is pressed, so that one edit is one undo step. */
export function TextInput({ label, value, placeholder, lines = 1, mono = false, invalid = false, inputMode, className, autoFocus, onCommit }: Props) {
  const [draft, setDraft] = useState(value)
  const pending = useRef<{ readonly value: string; readonly commit: (value: string) => void } | null>(null)
  useEffect(() => {
    setDraft(value)
    pending.current = null
  }, [value])
  // A field can disappear while it is being edited (another node was clicked): what was typed still counts.
  useEffect(
    () => () => {
      const left = pending.current
      if (left !== null) left.commit(left.value)
    },
    [],
  )
  const commit = () => {
    pending.current = null
    if (draft !== value) onCommit(draft)
  }
  const shared = {
    'aria-label': label,
    'aria-invalid': invalid,
    value: draft,
    placeholder,
    autoFocus,
    spellCheck: !mono,
    className: `input${mono ? ' mono' : ''} ${className ?? ''}`,
    onBlur: commit,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setDraft(event.target.value)
      pending.current = event.target.value === value ? null : { value: event.target.value, commit: onCommit }
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && draft !== value) {
        event.stopPropagation()
        pending.current = null
        setDraft(value)
      }
      if (event.key === 'Enter' && (lines === 1 || event.ctrlKey || event.metaKey)) commit()
    },
  }
  return lines === 1 ? <input type="text" inputMode={inputMode} {...shared} /> : <textarea rows={lines} {...shared} />
}
