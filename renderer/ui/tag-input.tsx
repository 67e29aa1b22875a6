import { X } from 'lucide-react'
import { useState } from 'react'

type Props = { readonly label: string; readonly value: readonly string[]; readonly placeholder?: string; readonly onChange: (value: readonly string[]) => void }

/** A list of short texts; Enter adds one. */
export function TagInput({ label, value, placeholder, onChange }: Props) {
  const [draft, setDraft] = useState('')
  const add = (): void => {
    const text = draft.trim()
    setDraft('')
    if (text !== '' && !value.includes(text)) onChange([...value, text])
  }
  return (
    <div className="row-list">
      {value.length === 0 ? null : (
        <div className="tag-list">
          {value.map((text) => (
            <span className="tag" key={text}>
              <span>{text}</span>
              <button type="button" aria-label={`Remove ${text}`} onClick={() => onChange(value.filter((each) => each !== text))}>
                <X size={12} />
              </button>
            </span>
          ))}
        </div>
      )}
      <input
        type="text"
        className="input"
        aria-label={label}
        placeholder={placeholder ?? 'Add, then Enter'}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            add()
          }
          if (event.key === 'Backspace' && draft === '' && value.length > 0) onChange(value.slice(0, -1))
        }}
      />
    </div>
  )
}
