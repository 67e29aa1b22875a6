import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { formatCount, formatShare } from '../format/format-number.ts'
import { useNodeFindings } from '../state/findings-store.ts'
import { useSelection } from '../state/selection-store.ts'
import type { CardNode } from './canvas-model.ts'
import { cardMeasures, portOffset } from './card-size.ts'
import { NodeIcon } from './node-icon.tsx'
import { useCardCount } from './use-flow-counts.ts'
import type { PlaceCount } from './use-flow-counts.ts'

/** Draws every node, whatever its kind or agent. */
export const NodeCard = memo(function NodeCard({ id, data }: NodeProps<CardNode>) {
  const { card, footer } = data
  const findings = useNodeFindings(id)
  const lit = useSelection((state) => state.litNodes.has(id))
  const count = useCardCount(id)
  const worst = findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning'
  const Mark = worst === 'error' ? CircleAlert : TriangleAlert
  return (
    <article className="card" data-kind={card.kind} data-lit={lit} style={{ '--fam': `var(--fam-${card.family})`, '--fam-soft': `var(--fam-${card.family}-soft)`, '--share': Math.min(1, count?.share ?? 0) }}>
      {card.hasInput ? (
        <>
          <Handle type="target" id="in" position={Position.Left} className="port in" style={{ top: cardMeasures.head / 2 }} />
          <Handle type="target" id="top" position={Position.Top} className="port top" isConnectable={false} />
        </>
      ) : null}
      <header className="card-head">
        <span className="card-icon">
          <NodeIcon kind={card.kind} role={card.role} family={card.family} size={18} />
        </span>
        <div style={{ minWidth: 0 }}>
          <div className="card-title" title={card.title}>{card.title}</div>
          <div className="card-sentence" title={card.sentence}>{card.sentence}</div>
        </div>
        {findings.length === 0 ? null : (
          <span className="card-badge" data-severity={worst} title={findings.map((finding) => finding.message).join('\n')}>
            <Mark size={12} aria-hidden />
            {findings.length}
            <span className="visually-hidden">{findings.length === 1 ? 'problem' : 'problems'}</span>
          </span>
        )}
      </header>
      {card.main === null ? null : <Port id={card.main.id} unset={card.main.target === undefined} top={cardMeasures.head / 2} label="next step" />}
      {card.rows.length === 0 ? null : (
        <ul className="card-rows">
          {card.rows.map((row) => (
            <li className="card-row" key={row.port.id} data-quiet={row.quiet} title={row.full}>
              <span className="row-text">{row.text}</span>
              <Port id={row.port.id} unset={row.port.target === undefined} label={row.text} />
            </li>
          ))}
        </ul>
      )}
      {card.asides.map((port) => (
        <Handle key={port.id} type="source" id={port.id} position={Position.Right} className="port in" isConnectable={false} style={{ top: portOffset(card, port.id, footer) }} />
      ))}
      {footer ? <CardFooter count={count} /> : null}
    </article>
  )
})

function Port({ id, unset, top, label }: { readonly id: string; readonly unset: boolean; readonly top?: number; readonly label: string }) {
  return <Handle type="source" id={id} position={Position.Right} className={unset ? 'port unset' : 'port'} style={{ ...(top === undefined ? {} : { top }) }} title={unset ? `${label}: leads nowhere yet. Drag it to a card.` : label} />
}

function CardFooter({ count }: { readonly count: PlaceCount | null }) {
  if (count === null) return <footer className="card-footer" />
  return (
    <footer className="card-footer">
      <span>
        <strong>{formatCount(count.count)}</strong> {count.count === 1 ? 'visit' : 'visits'}
      </span>
      <span title="Visits for each ticket that entered the flow">{count.share > 1.005 ? `${count.share.toFixed(1)} a ticket` : formatShare(count.share)}</span>
    </footer>
  )
}
