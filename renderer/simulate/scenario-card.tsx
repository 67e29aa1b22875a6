import { useState } from 'react'
import { wordsOfId } from '../canvas/title-of.ts'
import type { FlowData } from '../state/data-store.ts'
import { FitToday } from './fit-today.tsx'

/** What a run assumes where neither the tickets nor the flow say it. */
export function ScenarioCard({ docId, data }: { readonly docId: string; readonly data: FlowData }) {
  return (
    <>
      <Assumptions data={data} />
      <FitToday docId={docId} data={data} />
    </>
  )
}

function Assumptions({ data }: { readonly data: FlowData }) {
  const [all, setAll] = useState(false)
  const { scenario } = data
  if (scenario === null) return <p className="muted">Without a scenario the run uses documented defaults for handling times, arrivals and costs, and lists each of them.</p>
  const shown = all ? scenario.assumptions : scenario.assumptions.slice(0, 3)
  return (
    <>
      <p className="run-name">{wordsOfId(scenario.name)}</p>
      <p className="muted small">
        {scenario.replications} replications, seed {scenario.seed}
      </p>
      <ul className="assumptions">
        {shown.map((assumption) => (
          <li key={assumption.id} title={assumption.source}>
            <span>{assumption.text}</span> <strong>{assumption.value}</strong>
          </li>
        ))}
      </ul>
      {scenario.assumptions.length <= 3 ? null : (
        <button type="button" className="link small" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${scenario.assumptions.length} assumptions`}
        </button>
      )}
    </>
  )
}
