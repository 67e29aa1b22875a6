import { useState } from 'react'
import { TextInput } from './text-input.tsx'

type Props = { readonly label: string; readonly value: string | undefined; readonly placeholder?: string; readonly onCommit: (value: string | undefined) => void }

/** A span of time as the spec writes it; "1 h 30 m" is understood too. */
export function DurationInput({ label, value, placeholder = 'none', onCommit }: Props) {
  const [problem, setProblem] = useState(false)
  const take = (text: string): void => {
    const tight = text.replace(/\s+/gu, '').toLowerCase().replace(/min(ute)?s?/gu, 'm').replace(/h(ou)?rs?|hours?/gu, 'h').replace(/days?/gu, 'd').replace(/sec(ond)?s?/gu, 's')
    const ok = tight === '' || /^(\d+(ms|s|m|h|d))+$/u.test(tight)
    setProblem(!ok)
    if (ok) onCommit(tight === '' ? undefined : tight)
  }
  return (
    <div>
      <TextInput label={label} className="short" value={value ?? ''} placeholder={placeholder} invalid={problem} onCommit={take} />
      {problem ? <div className="field-error" role="alert">Write a span such as 8m, 1h30m or 2d.</div> : null}
    </div>
  )
}
