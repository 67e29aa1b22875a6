import { CirclePlay, Combine, CornerDownRight, Flag, GitFork, Hourglass, Inbox, MessageCircle, Split, UserRound, Wrench } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { FlowNodeKind } from '../../core/spec/workflow.ts'
import { agentIconPath } from './describe-agent.ts'
import type { Family } from './family-of.ts'

const kindIcons: Readonly<Record<FlowNodeKind, LucideIcon>> = {
  start: Inbox, agent: CirclePlay, tool: Wrench, decision: Split, parallel: GitFork, join: Combine,
  message: MessageCircle, human: UserRound, wait: Hourglass, subflow: CornerDownRight, end: Flag,
}

type Props = { readonly kind: FlowNodeKind; readonly role: string | null; readonly family: Family; readonly size: number }

/** The picture of a node: an agent's own, otherwise that of its kind. */
export function NodeIcon({ kind, role, size }: Props) {
  const path = role === null ? null : agentIconPath(role)
  if (path !== null) {
    return (
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" aria-hidden>
        <path d={path} />
      </svg>
    )
  }
  const Icon = kindIcons[kind]
  return <Icon size={size} aria-hidden />
}
