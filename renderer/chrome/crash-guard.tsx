import { Bug } from 'lucide-react'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

type Props = { readonly children: ReactNode }
type State = { readonly fault: string | null }

/** Catches what no screen foresaw, so that the window never stands empty; unsaved work is in the crash journal. */
export class CrashGuard extends Component<Props, State> {
  override state: State = { fault: null }

  static getDerivedStateFromError(thrown: unknown): State {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children
    return (
      <EmptyState icon={<Bug size={28} />} title="LUMOS Studio made a mistake" action={<Button look="primary" onClick={() => location.reload()}>Open the window again</Button>}>
        Your unsaved work is kept and will be offered again. If it happens once more, report this: {this.state.fault}
      </EmptyState>
    )
  }
}
