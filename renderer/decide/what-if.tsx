import { RefreshCw } from 'lucide-react'
import { Slider } from 'radix-ui'
import { formFields } from '../../agents/form-fields.ts'
import type { SpecPath } from '../../core/spec/finding.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { agentTitle, agentTypeOf } from '../canvas/describe-agent.ts'
import { titleOfTeam } from '../canvas/title-of.ts'
import { valueAt } from '../inspector/param-field.tsx'
import { finishGesture, setField } from '../state/flow-store.ts'
import { startRun, useFlowRun } from '../state/run-store.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'

type Lever = { readonly key: string; readonly title: string; readonly where: string; readonly path: SpecPath; readonly value: number; readonly min: number; readonly max: number; readonly step: number }

/** The settings that matter most, as sliders; a change is an ordinary edit of the flow, and the run is repeated on demand. */
export function WhatIf({ docId, workflow }: { readonly docId: string; readonly workflow: Workflow }) {
  const run = useFlowRun(docId)
  const before = run.finished?.workflow
  const levers = leversOf(workflow)
  const stale = before !== undefined && before !== workflow
  return (
    <Section title="What if…">
      {levers.length === 0 ? <p className="field-help">The flow has no settings to try out yet.</p> : null}
      {levers.map((lever) => {
        const old = before === undefined ? undefined : valueAt(before, lever.path.map(String))
        const was = typeof old === 'number' && old !== lever.value ? old : null
        return (
          <div className="lever" key={lever.key}>
            <div className="lever-head">
              <span>
                {lever.title} <span className="muted small">{lever.where}</span>
              </span>
              <strong>
                {was === null ? null : <span className="muted lever-was">{show(was, lever.step)}</span>}
                {show(lever.value, lever.step)}
              </strong>
            </div>
            <Slider.Root className="slider" min={lever.min} max={lever.max} step={lever.step} value={[lever.value]} onValueChange={([next]) => (next === undefined ? undefined : setField(lever.path, Number(next.toFixed(2)), `Try ${lever.title.toLowerCase()}`, `whatif:${lever.key}`))} onValueCommit={finishGesture}>
              <Slider.Track className="slider-track">
                <Slider.Range className="slider-range" />
              </Slider.Track>
              <Slider.Thumb className="slider-thumb" aria-label={`${lever.title}, ${lever.where}`} />
            </Slider.Root>
          </div>
        )
      })}
      {!stale || run.running !== null ? null : (
        <Button wide look="primary" onClick={() => void startRun(docId)}>
          <RefreshCw size={14} aria-hidden /> Run with these settings
        </Button>
      )}
    </Section>
  )
}

function leversOf(workflow: Workflow): readonly Lever[] {
  const { spec } = workflow
  const used = new Set(Object.values(spec.flow.nodes).flatMap((node) => (node.kind === 'agent' ? [node.agent] : [])))
  const thresholds = Object.entries(spec.agents).flatMap(([id, agent]): Lever[] => {
    const type = agentTypeOf(agent.role)
    if (type === undefined || !used.has(id)) return []
    return formFields(type.params).flatMap((field): Lever[] => {
      if (field.sweep === undefined) return []
      const own = valueAt(agent.params, field.path) ?? field.default
      if (typeof own !== 'number') return []
      return [{ key: `${id}.${field.name}`, title: field.title, where: agentTitle(workflow, id) ?? id, path: ['spec', 'agents', id, 'params', ...field.path], value: own, min: field.min ?? field.sweep.from, max: field.max ?? field.sweep.to, step: field.step ?? 0.01 }]
    })
  })
  const people = Object.entries(spec.teams ?? {}).flatMap(([id, team]): Lever[] => {
    const [shift] = team.shifts
    if (shift === undefined) return []
    return [{ key: `team.${id}`, title: 'People', where: titleOfTeam(workflow, id), path: ['spec', 'teams', id, 'shifts', 0, 'headcount'], value: shift.headcount, min: 0, max: Math.max(10, shift.headcount * 3), step: 1 }]
  })
  return [...thresholds, ...people]
}

function show(value: number, step: number): string {
  return step < 1 ? value.toFixed(2) : String(value)
}
