import { Search } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'

type Props = {
  readonly label: string
  readonly value: string
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly onChange: (value: string) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** A search box. */
export function SearchField({ label, value, autoFocus, ref, onChange, onKeyDown }: Props) {
  return (
    <div className="search">
      <Search size={14} aria-hidden />
      <input ref={ref} type="text" className="input" aria-label={label} placeholder={label} value={value} autoFocus={autoFocus} spellCheck={false} onChange={(event) => onChange(event.target.value)} onKeyDown={onKeyDown} />
    </div>
  )
}
