import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { closeToast, useToasts } from '../state/toast-store.ts'
import { Button } from '../ui/button.tsx'

const icons = { done: CircleCheck, error: CircleAlert, info: Info }
const looks = { done: 'var(--success)', error: 'var(--error)', info: 'var(--info)' }

/** Short messages at the foot of the window. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => {
        const Icon = icons[toast.kind]
        return (
          <div className="toast" key={toast.id}>
            <Icon size={16} color={looks[toast.kind]} aria-hidden />
            <div className="toast-text">
              <h3>{toast.title}</h3>
              {toast.hint === '' ? null : <p className="muted small">{toast.hint}</p>}
            </div>
            {toast.action === undefined ? null : (
              <Button size="small" onClick={() => {
                  toast.action?.run()
                  closeToast(toast.id)
                }}>
                {toast.action.label}
              </Button>
            )}
            <button type="button" className="icon-button tiny" aria-label="Close message" onClick={() => closeToast(toast.id)}>
              <X size={14} />
            </button>
          </div>
        )
      })}
    </div>
  )
}
