import { useMemo } from 'react'
import type { Workflow } from '../../core/spec/workflow.ts'
import { familyOf } from '../canvas/family-of.ts'
import { NodeIcon } from '../canvas/node-icon.tsx'
import { kindWords, titleOfNode } from '../canvas/title-of.ts'
import { Combo } from '../ui/combo.tsx'

type Props = { readonly workflow: Workflow; readonly label: string; readonly value: string | undefined; readonly exclude?: string; readonly onChange: (target: string | undefined) => void }

/** Chooses the card that a way leads to: connecting without a pointer. */
export function TargetPicker({ workflow, label, value, exclude, onChange }: Props) {
  const options = useMemo(
    () =>
      Object.entries(workflow.spec.flow.nodes)
        .filter(([id, node]) => node.kind !== 'start' && id !== exclude)
        .map(([id, node]) => ({
          value: id,
          label: titleOfNode(workflow, id),
          detail: kindWords(node.kind),
          icon: <NodeIcon kind={node.kind} role={node.kind === 'agent' ? (workflow.spec.agents[node.agent]?.role ?? null) : null} family={familyOf(workflow, node)} size={14} />,
        })),
    [workflow, exclude],
  )
  return <Combo label={label} value={value ?? null} options={options} none="Nowhere yet" placeholder="Connect to…" onChange={(next) => onChange(next ?? undefined)} />
}
