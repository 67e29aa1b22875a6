import { Bot, CircleAlert, CirclePlay, Clock, Eye, Flag, GitFork, MessageCircle, MessageSquareReply, RotateCw, Split, TimerReset, UserRound, Wrench, Zap } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { TraceEntry, TraceKind } from '../../core/engine/trace-entry.ts'
import { formatDuration } from '../../core/metrics/format-figure.ts'
import { titleOfNode, wordsOfId } from '../canvas/title-of.ts'
import { showValue } from '../inspector/agent-examples.tsx'
import { useCurrentDocument } from '../state/flow-store.ts'
import { light, locate } from '../state/selection-store.ts'

const icons: Readonly<Record<TraceKind, LucideIcon>> = {
  started: CirclePlay, entered: CirclePlay, agent: Bot, tool: Wrench, decision: Split, fork: GitFork, arm: GitFork, join: GitFork,
  message: MessageCircle, reply: MessageSquareReply, human: UserRound, trigger: Zap, monitor: Eye, loopLimit: RotateCw, timeout: Clock,
  retry: RotateCw, error: CircleAlert, cancelled: CircleAlert, ended: Flag, parked: CircleAlert, sla: TimerReset, approval: UserRound, subflow: GitFork,
}

type Props = { readonly trace: readonly TraceEntry[]; readonly startedAt: number }

/** The way of a ticket as a story: what happened, where, and why. */
export function TraceList({ trace: all, startedAt }: Props) {
  const trace = useMemo(() => withoutArrivals(all), [all])
  const document = useCurrentDocument()
  const [open, setOpen] = useState<number | null>(null)
  return (
    <ol className="trace" onMouseLeave={() => light([], [])}>
      {trace.map((entry, index) => {
        const Icon = icons[entry.kind]
        const details = Object.entries({ ...entry.values, ...entry.outputs })
        const title = document === undefined || !(entry.node in document.workflow.spec.flow.nodes) ? wordsOfId(entry.node) : titleOfNode(document.workflow, entry.node)
        return (
          <li key={index} className="trace-step" data-kind={entry.kind}>
            <button
              type="button"
              aria-expanded={open === index}
              onMouseEnter={() => light([entry.node], entry.edge === undefined ? [] : [entry.edge])}
              onFocus={() => light([entry.node], entry.edge === undefined ? [] : [entry.edge])}
              onBlur={() => light([], [])}
              onClick={() => {
                setOpen(open === index ? null : index)
                if (document !== undefined && entry.node in document.workflow.spec.flow.nodes) locate([entry.node])
              }}
            >
              <span className="trace-icon">
                <Icon size={13} aria-hidden />
              </span>
              <span className="trace-text">
                <span className="trace-head small">
                  <span className="truncate">{title}</span>
                  <span className="muted">{entry.at - startedAt < 1000 ? 'at once' : `after ${formatDuration(entry.at - startedAt)}`}</span>
                </span>
                <span>{entry.text}</span>
              </span>
            </button>
            {open !== index || (details.length === 0 && entry.condition === undefined && (entry.reasons ?? []).length === 0) ? null : (
              <div className="trace-detail copyable">
                {entry.condition === undefined ? null : <code className="mono">{entry.condition}</code>}
                {(entry.reasons ?? []).map((reason) => (
                  <p key={reason}>{reason}</p>
                ))}
                {details.length === 0 ? null : (
                  <dl>
                    {details.map(([name, value]) => (
                      <div key={name}>
                        <dt className="mono">{name}</dt>
                        <dd>{showValue(value)}</dd>
                      </div>
                    ))}
                  </dl>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** Arriving at a card is no news where the next step happens there; that step then tells which way led to it. */
function withoutArrivals(trace: readonly TraceEntry[]): readonly TraceEntry[] {
  const steps: TraceEntry[] = []
  let edge: string | undefined
  trace.forEach((entry, index) => {
    if (entry.kind === 'entered' && trace.slice(index + 1).some((later) => later.node === entry.node && later.kind !== 'entered')) {
      edge = entry.edge
      return
    }
    steps.push(edge === undefined || entry.edge !== undefined ? entry : { ...entry, edge })
    edge = undefined
  })
  return steps
}
