import type { ReactNode } from 'react'

type Props = {
  readonly label: ReactNode
  readonly help?: string
  readonly error?: string
  readonly inline?: boolean
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A labelled control with help and error text. */
export function Field({ label, help, error, inline = false, action, children }: Props) {
  return (
    <div className={inline ? 'field inline' : 'field'}>
      <div className="field-label">
        <span>{label}</span>
        {action}
      </div>
      {children}
      {error === undefined ? null : <div className="field-error" role="alert">{error}</div>}
      {help === undefined || help === '' ? null : <div className="field-help">{help}</div>}
    </div>
  )
}
