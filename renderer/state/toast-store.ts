import { create } from 'zustand'
import { toErrorData } from '../../api/app-error.ts'

/** A short message at the foot of the window; errors stay until they are closed. */
export type Toast = {
  readonly id: number
  readonly kind: 'done' | 'error' | 'info'
  readonly title: string
  readonly hint: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

type ToastState = { readonly toasts: readonly Toast[] }

/** The messages that are on screen. */
export const useToasts = create<ToastState>(() => ({ toasts: [] }))

let lastId = 0

/** Shows a message; what is no error leaves by itself. */
export function notify(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  const id = lastId
  useToasts.setState((state) => ({ toasts: [...state.toasts.filter((each) => each.title !== toast.title), { ...toast, id }].slice(-3) }))
  if (toast.kind !== 'error') setTimeout(() => closeToast(id), toast.action === undefined ? 3500 : 7000)
}

/** Shows what went wrong, in the words that travelled with the error; being stopped on purpose is no error. */
export function notifyError(thrown: unknown): void {
  const error = toErrorData(thrown)
  if (error.code === 'cancelled') return
  notify({ kind: 'error', title: error.message, hint: error.hint })
}

/** Takes messages that only led somewhere off the screen, once one is there. */
export function closeDoneToasts(): void {
  useToasts.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.kind !== 'done') }))
}

/** Takes a message off the screen. */
export function closeToast(id: number): void {
  useToasts.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }))
}
