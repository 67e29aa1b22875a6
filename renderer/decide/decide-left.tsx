import { useCurrentFlow } from '../state/flow-store.ts'
import { useFlowRun } from '../state/run-store.ts'
import { formatNumber } from '../format/format-number.ts'
import { Section } from '../ui/section.tsx'
import { WhatIf } from './what-if.tsx'

/** What can be changed, and what the numbers rest on. */
export function DecideLeft() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  if (flow === undefined) return null
  const report = run.finished?.report
  return (
    <div className="inspector">
      <div className="panel-scroll">
        <WhatIf docId={flow.docId} />
        {report === undefined ? null : (
          <>
            <Section title="What the answers rest on">
              <p className="field-help">Whether an automatic answer would have solved a ticket is judged by the best evidence there is.</p>
              <dl className="run-facts">
                <Fact name="Compared with what people answered" value={formatNumber(report.evidence.comparedWithHistory)} />
                <Fact name="By how well the article fits" value={formatNumber(report.evidence.retrievalConfidence)} />
                <Fact name="By a stated assumption" value={formatNumber(report.evidence.assumed)} />
              </dl>
            </Section>
            {report.warnings.length === 0 ? null : (
              <Section title={`Worth knowing (${report.warnings.length})`}>
                <ul className="assumptions">
                  {report.warnings.map((warning) => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              </Section>
            )}
            <Section title={`Assumptions (${report.assumptions.length})`} startOpen={false}>
              <ul className="assumptions">
                {report.assumptions.map((assumption) => (
                  <li key={assumption.id}>
                    <span>{assumption.text}</span> <strong>{assumption.value}</strong>
                    <div className="muted small">{assumption.source}</div>
                  </li>
                ))}
              </ul>
            </Section>
            <Section title="This run" startOpen={false}>
              <dl className="run-facts copyable">
                <Fact name="Flow" value={`${report.manifest.flowName}, ${report.manifest.flowDigest.slice(0, 12)}`} />
                <Fact name="Tickets" value={`${formatNumber(report.manifest.tickets)}, ${report.manifest.ticketsDigest.slice(0, 12)}`} />
                <Fact name="Replications" value={`${report.manifest.replications}, seed ${report.manifest.seed}`} />
                <Fact name="Engine" value={report.manifest.engine} />
                {report.manifest.models.map((model) => (
                  <Fact key={model.id} name={model.task} value={`${model.id}, ${model.digest.slice(0, 12)}`} />
                ))}
              </dl>
              <p className="field-help">The same flow, tickets, models and seed give the same numbers.</p>
            </Section>
          </>
        )}
      </div>
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
