import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'

type Props = {
  readonly title: string
  readonly description?: string
  readonly width?: number
  readonly actions?: ReactNode
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** A dialog over the window; Escape and the cross close it. */
export function Modal({ title, description, width = 480, actions, onClose, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content className="modal" style={{ width }} onOpenAutoFocus={focusFirst} {...(description === undefined ? { 'aria-describedby': undefined } : {})}>
          <div className="modal-head">
            <Dialog.Title className="modal-title">{title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X size={16} />
            </Dialog.Close>
          </div>
          {description === undefined ? null : <Dialog.Description className="modal-description">{description}</Dialog.Description>}
          {children}
          {actions === undefined ? null : <div className="modal-actions">{actions}</div>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Typing or Enter shall do the expected thing at once, so the cross is not what gets the focus. */
function focusFirst(event: Event): void {
  const { target } = event
  const wanted = target instanceof HTMLElement ? target.querySelector<HTMLElement>('input, .modal-actions .primary:not(:disabled), .modal-actions button:last-child') : null
  if (wanted === null) return
  event.preventDefault()
  wanted.focus()
}
