import { ChevronRight } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import { useState } from 'react'
import type { ReactNode } from 'react'

type Props = { readonly title: ReactNode; readonly action?: ReactNode; readonly startOpen?: boolean; readonly children: ReactNode }

/** A part of a panel that folds. */
export function Section({ title, action, startOpen = true, children }: Props) {
  const [open, setOpen] = useState(startOpen)
  return (
    <Collapsible.Root className="section" open={open} onOpenChange={setOpen}>
      <div className="section-head">
        <Collapsible.Trigger>
          <ChevronRight className="chevron" size={14} />
          <span className="truncate">{title}</span>
        </Collapsible.Trigger>
        {action}
      </div>
      <Collapsible.Content>{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
