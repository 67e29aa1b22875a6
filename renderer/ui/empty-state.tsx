import type { ReactNode } from 'react'

type Props = { readonly icon?: ReactNode; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }

/** What a place shows before there is anything in it, with the way on. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className="empty">
      {icon}
      <h3>{title}</h3>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  )
}
