import { CircleAlert, CircleCheck, Square, UsersRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import { formatNumber } from '../format/format-number.ts'
import { useFlowRun } from '../state/run-store.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import type { Lever } from './what-if-levers.ts'
import { leversOf } from './what-if-levers.ts'
import { findStaff, moveTo, stopStaff, useWhatIf } from './what-if-store.ts'
import type { Staff } from './what-if-store.ts'
import type { StaffQuestion } from './what-if-words.ts'
import { staffWords } from './what-if-words.ts'

const promises: readonly { readonly value: StaffQuestion['promise']; readonly label: string }[] = [
  { value: 'all', label: 'Every promise' },
  { value: 'first', label: 'First responses' },
  { value: 'solved', label: 'Solutions' },
]
const shares = [0.8, 0.9, 0.95, 0.99]

/** The smallest team that keeps the promises with 95 % confidence: a question, and its answer in words. */
export function WhatIfStaff({ docId }: { readonly docId: string }) {
  const { finished } = useFlowRun(docId)
  const { open, closed, runId, staff, moves } = useWhatIf(docId)
  const [promise, setPromise] = useState<StaffQuestion['promise']>('all')
  const [share, setShare] = useState(0.9)
  const levers = useMemo(() => (finished === null || open === null ? [] : leversOf(finished.workflow, open.fields)), [finished, open])
  if (finished === null || open === null || closed !== null || runId !== finished.runId) return null
  const { teams = {}, slas = [] } = finished.workflow.spec
  if (Object.keys(teams).length === 0 || slas.length === 0) return null
  return (
    <section className="panel-card what-if-staff" aria-label="Smallest team">
      <header>
        <div>
          <h3>Smallest team that keeps the promises</h3>
          <p className="muted small">The fewest people with whom this share is in time, with 95 % confidence{Object.keys(moves).length > 0 ? '; everything else as you moved it' : ''}.</p>
        </div>
        <div className="chart-controls">
          <Choice label="Which promises" value={promise} options={promises} onChange={(next) => setPromise(promises.find(({ value }) => value === next)?.value ?? 'all')} />
          <Choice label="Share in time" value={String(share)} options={shares.map((each) => ({ value: String(each), label: `${each * 100} %` }))} onChange={(next) => setShare(Number(next))} />
          <Button size="small" disabled={staff !== null && staff.running !== null} onClick={() => void findStaff(docId, { promise, share })}>
            <UsersRound size={13} aria-hidden /> Find out
          </Button>
        </div>
      </header>
      {staff === null ? null : <Answer docId={docId} staff={staff} levers={levers} isOther={staff.moves !== moves} />}
    </section>
  )
}

function Answer({ docId, staff, levers, isOther }: { readonly docId: string; readonly staff: Staff; readonly levers: readonly Lever[]; readonly isOther: boolean }) {
  const { running, answer, error, trials } = staff
  if (running !== null) {
    return (
      <div className="what-if-phase" aria-live="polite">
        <span className="small muted">{trials.length === 0 ? 'Trying many people first' : `${formatNumber(trials.length)} ${trials.length === 1 ? 'team' : 'teams'} tried, last ${trials.at(-1)?.counts.join(' + ') ?? ''}`}</span>
        <ProgressBar label={running.text} done={running.done} total={running.total} />
        <Button size="small" look="quiet" onClick={() => stopStaff(docId)}>
          <Square size={12} aria-hidden /> Stop
        </Button>
      </div>
    )
  }
  if (error !== null) {
    return (
      <div className="run-error" role="alert">
        <CircleAlert size={15} aria-hidden />
        <span>
          {error.message} <span className="muted">{error.hint}</span>
        </span>
      </div>
    )
  }
  if (answer === null) return <p className="muted small" role="status">The search was stopped.</p>
  const words = staffWords(answer, staff.question)
  const steps = answer.kind === 'found' ? stepsOf(answer.best.counts, answer.crews.map(({ id }) => id), levers) : []
  return (
    <div className="what-if-answer">
      <p role="status">
        {answer.kind === 'found' ? <CircleCheck size={16} aria-hidden /> : <CircleAlert size={16} aria-hidden />}
        <strong>{words.answer}</strong>
      </p>
      <ul className="small">
        {words.because.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {isOther ? <li>This was found before you moved something else.</li> : null}
      </ul>
      <div className="row-line">
        {steps.length === 0 ? null : (
          <Button size="small" onClick={() => steps.forEach(({ lever, value }) => moveTo(docId, lever.path, value, lever.present))}>
            Try this team
          </Button>
        )}
        <Button size="small" look="quiet" onClick={() => stopStaff(docId, true)}>
          Put away
        </Button>
      </div>
    </div>
  )
}

/** The moves that make a found team; none where a team has several shifts, which are not moved as one, or where a slider does not reach. */
function stepsOf(counts: readonly number[], teams: readonly string[], levers: readonly Lever[]): readonly { readonly lever: Lever; readonly value: Lever['present'] }[] {
  const steps = teams.flatMap((team, index) => {
    const own = levers.filter(({ path }) => path.startsWith(`teams.${team}.shifts.`) || path === `scenario.teams.${team}.headcount`)
    const [lever] = own
    const value = lever?.values.find(({ at }) => at === counts[index])
    return lever === undefined || own.length !== 1 || value === undefined ? [] : [{ lever, value }]
  })
  return steps.length === teams.length ? steps : []
}
