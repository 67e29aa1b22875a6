import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'

type Props = { readonly text: ReactNode; readonly keys?: string; readonly side?: 'top' | 'right' | 'bottom' | 'left'; readonly children: ReactNode }

/** A short explanation shown on hover and on focus. */
export function Tip({ text, keys, side = 'bottom', children }: Props) {
  return (
    <Tooltip.Root delayDuration={350}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tip" side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {keys === undefined ? null : <span className="key">{keys}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
