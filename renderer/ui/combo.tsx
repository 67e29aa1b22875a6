import { Check, ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { SearchField } from './search-field.tsx'

/** One entry of a searchable choice. */
export type ComboOption = { readonly value: string; readonly label: string; readonly icon?: ReactNode; readonly detail?: string }

type Props = {
  readonly label: string
  readonly value: string | null
  readonly options: readonly ComboOption[]
  /** The words for choosing nothing; without them something must be chosen. */
  readonly none?: string
  readonly placeholder?: string
  readonly onChange: (value: string | null) => void
}

const limit = 120

/** A drop-down list with a search box, for many entries. */
export function Combo({ label, value, options, none, placeholder, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const chosen = options.find((option) => option.value === value)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="choice" aria-label={`${label}: ${chosen?.label ?? value ?? none ?? 'nothing'}`} data-placeholder={value === null ? '' : undefined}>
          <span>{chosen?.label ?? (value === null ? (placeholder ?? none ?? 'Choose') : `${value} (missing)`)}</span>
          <ChevronDown size={14} />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu combo" align="start" sideOffset={4} collisionPadding={8}>
          <ComboList label={label} value={value} options={options} none={none} onChange={(next) => { setOpen(false); onChange(next) }} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ComboList({ label, value, options, none, onChange }: Props) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const fits = (option: ComboOption): boolean => words.every((word) => `${option.label} ${option.value} ${option.detail ?? ''}`.toLowerCase().includes(word))
  const found: readonly (ComboOption | null)[] = [...(none !== undefined && words.length === 0 ? [null] : []), ...options.filter(fits).slice(0, limit)]
  const index = Math.min(at, found.length - 1)
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, index + (event.key === 'ArrowDown' ? 1 : -1))))
    }
    if (event.key === 'Enter' && index >= 0) {
      event.preventDefault()
      onChange(found[index]?.value ?? null)
    }
  }
  return (
    <>
      <SearchField label="Search" value={query} autoFocus onChange={(next) => { setQuery(next); setAt(0) }} onKeyDown={onKey} />
      <div role="listbox" aria-label={label} className="combo-list">
        {found.map((option, i) => (
          <div key={option?.value ?? ''} role="option" aria-selected={i === index} className="menu-item" data-highlighted={i === index ? '' : undefined} ref={i === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined} onMouseMove={() => setAt(i)} onClick={() => onChange(option?.value ?? null)}>
            <span className="tick">{(option?.value ?? null) === value ? <Check size={14} /> : null}</span>
            {option?.icon}
            <span className="truncate">{option?.label ?? none}</span>
            {option?.detail === undefined ? null : <span className="key">{option.detail}</span>}
          </div>
        ))}
        {found.length === 0 ? <p className="palette-none">Nothing fits.</p> : null}
      </div>
    </>
  )
}
