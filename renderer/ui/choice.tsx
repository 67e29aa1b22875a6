import { Check, ChevronDown } from 'lucide-react'
import { Select } from 'radix-ui'
import type { ReactNode } from 'react'

/** One entry of a choice. */
export type ChoiceOption = { readonly value: string; readonly label: string; readonly icon?: ReactNode }

type Props = {
  readonly label: string
  readonly value: string
  readonly options: readonly ChoiceOption[]
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly onChange: (value: string) => void
}

/** Radix reserves the empty string, so it travels under another name. */
const EMPTY = '\u0000'

/** A drop-down list with one value. */
export function Choice({ label, value, options, placeholder, disabled = false, onChange }: Props) {
  const known = options.some((option) => option.value === value)
  const shown = known || value === '' ? options : [...options, { value, label: `${value} (unknown)` }]
  const hasEmpty = options.some((option) => option.value === '')
  return (
    <Select.Root value={value === '' ? (hasEmpty ? EMPTY : '') : value} onValueChange={(next) => onChange(next === EMPTY ? '' : next)} disabled={disabled}>
      <Select.Trigger className="choice" aria-label={label}>
        <Select.Value placeholder={placeholder ?? 'Choose'} />
        <Select.Icon asChild>
          <ChevronDown size={14} />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Content className="menu" position="popper" sideOffset={4}>
          <Select.Viewport>
            {shown.map((option) => (
              <Select.Item key={option.value} value={option.value === '' ? EMPTY : option.value} className="menu-item">
                <span className="tick">
                  <Select.ItemIndicator asChild>
                    <Check size={14} />
                  </Select.ItemIndicator>
                </span>
                {option.icon}
                <Select.ItemText>{option.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  )
}
