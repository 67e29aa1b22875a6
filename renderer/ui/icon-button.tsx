import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Tip } from './tip.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> & {
  readonly label: string
  readonly keys?: string
  readonly pressed?: boolean
  readonly tiny?: boolean
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly children: ReactNode
}

/** A button that shows only an icon; its name is read aloud and shown on hover. */
export function IconButton({ label, keys, pressed, tiny = false, side, className, type = 'button', ...rest }: Props) {
  return (
    <Tip text={label} keys={keys} side={side}>
      <button type={type} aria-label={label} aria-pressed={pressed} className={`icon-button${tiny ? ' tiny' : ''} ${className ?? ''}`} {...rest} />
    </Tip>
  )
}
