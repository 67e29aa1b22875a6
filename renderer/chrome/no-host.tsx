import { Unplug } from 'lucide-react'
import { toErrorData } from '../../api/app-error.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** What stands in the window when nothing answers behind it. */
export function NoHost({ reason }: { readonly reason: unknown }) {
  const error = toErrorData(reason)
  const text = reason instanceof Error ? reason.message : error.message
  return (
    <EmptyState icon={<Unplug size={28} />} title="LUMOS Studio is not running behind this window" action={<Button look="primary" onClick={() => location.reload()}>Try again</Button>}>
      {text} Your unsaved work is kept and will be offered again.
    </EmptyState>
  )
}
