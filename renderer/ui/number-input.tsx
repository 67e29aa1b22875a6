import { useState } from 'react'
import { TextInput } from './text-input.tsx'

type Props = { readonly label: string; readonly value: number | undefined; readonly min?: number; readonly max?: number; readonly whole?: boolean; readonly unit?: string; readonly placeholder?: string; readonly onCommit: (value: number | undefined) => void }

/** A number with its unit; what is no number, or out of range, is not taken and says why. */
export function NumberInput({ label, value, min, max, whole = false, unit, placeholder, onCommit }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const take = (text: string): void => {
    const trimmed = text.trim().replace(',', '.')
    if (trimmed === '') {
      setProblem(null)
      return onCommit(undefined)
    }
    const next = Number(trimmed)
    const why = !Number.isFinite(next) ? 'Write a number.' : whole && !Number.isInteger(next) ? 'Write a whole number.' : min !== undefined && next < min ? `At least ${min}.` : max !== undefined && next > max ? `At most ${max}.` : null
    setProblem(why)
    if (why === null) onCommit(next)
  }
  return (
    <div>
      <div className="input-unit">
        <TextInput label={label} inputMode="decimal" className="short" value={value === undefined ? '' : String(value)} placeholder={placeholder} invalid={problem !== null} onCommit={take} />
        {unit === undefined ? null : <span className="muted small">{unit}</span>}
      </div>
      {problem === null ? null : <div className="field-error" role="alert">{problem}</div>}
    </div>
  )
}
