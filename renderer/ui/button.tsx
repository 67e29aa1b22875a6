import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A button with a verb on it. */
export function Button({ look = 'plain', size = 'medium', wide = false, className, type = 'button', ...rest }: Props) {
  const names = ['button', look === 'plain' ? '' : look, size === 'medium' ? '' : size, wide ? 'wide' : '', className ?? '']
  return <button type={type} className={names.filter(Boolean).join(' ')} {...rest} />
}
