type Props = {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several of a few, each a button that is in or out; the order of the options is kept. */
export function TickList({ label, options, value, onChange }: Props) {
  if (options.length === 0) return <p className="field-help">There are none yet.</p>
  return (
    <div className="tick-list" role="group" aria-label={label}>
      {options.map((option) => {
        const on = value.includes(option.value)
        return (
          <button key={option.value} type="button" className="tick-box" aria-pressed={on} onClick={() => onChange(on ? value.filter((each) => each !== option.value) : options.map((each) => each.value).filter((each) => each === option.value || value.includes(each)))}>
            {option.label}
          </button>
        )
      })}
    </div>
  )
}
