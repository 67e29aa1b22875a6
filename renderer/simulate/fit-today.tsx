import { CircleAlert, CircleCheck, Square, Telescope } from 'lucide-react'
import { useId, useState } from 'react'
import type { HistoryFit } from '../../core/history/fit-history.ts'
import { fitRows, sayFit, sayHandleTimes } from '../../core/history/say-fit.ts'
import { sayVerdict } from '../../core/history/say-verdict.ts'
import { formatNumber } from '../format/format-number.ts'
import type { FlowData } from '../state/data-store.ts'
import { cancelFit, dropFit, fitToday, takeFit, useFlowFit } from '../state/fit-store.ts'
import { Button } from '../ui/button.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** Fits the model of today to the imported tickets, and lets the user take it as the scenario of the run. */
export function FitToday({ docId, data }: { readonly docId: string; readonly data: FlowData }) {
  const fit = useFlowFit(docId)
  const [people, setPeople] = useState<number | undefined>(undefined)
  const { tickets } = data
  if (tickets === null) return null
  if (fit.kind === 'running') {
    const { what, done, total } = fit.progress
    return (
      <div className="run-progress-block" aria-live="polite">
        <div className="run-progress">
          <span className="truncate">{what}</span>
          <span className="muted">{total > 0 ? `${formatNumber(done)} of ${what === 'Simulating today' ? 'at most ' : ''}${formatNumber(total)}` : ''}</span>
        </div>
        <ProgressBar label={what} done={done} total={total} />
        <Button size="small" wide onClick={() => cancelFit(docId)}>
          <Square size={12} aria-hidden /> Stop fitting
        </Button>
      </div>
    )
  }
  // Of tickets that are no longer imported a fit says nothing.
  if (fit.kind === 'done' && fit.datasetId === tickets.datasetId) return <FitResult docId={docId} fit={fit.fit} hasBase={fit.base.text !== null} />
  const answered = (tickets.observed['firstResponseAny']?.p50 ?? null) !== null
  if (!answered) return <p className="muted small">Today cannot be fitted to these tickets: the file has no times of first replies. Import one with created_at and first_response_at.</p>
  return (
    <div className="fit-start">
      {fit.kind === 'impossible' ? (
        <div className="run-error" role="alert">
          <CircleAlert size={15} aria-hidden />
          <span>
            {fit.message} <span className="muted">{fit.hint}</span>
          </span>
        </div>
      ) : null}
      {fit.kind === 'cancelled' ? <p className="muted small" role="status">Fitting was stopped. Nothing has changed.</p> : null}
      <div className="fit-people">
        <span className="small" aria-hidden>People at a time</span>
        <NumberInput label="People who answer at a time" value={people} min={1} max={5000} whole placeholder="if you know" onCommit={setPeople} />
      </div>
      <Button size="small" wide disabled={data.importing.tickets !== null} onClick={() => void fitToday(docId, people)} title="Reads arrivals, hours and customers off the tickets, and finds by simulation what they do not say">
        <Telescope size={13} aria-hidden /> Fit today to these tickets
      </Button>
    </div>
  )
}

function FitResult({ docId, fit, hasBase }: { readonly docId: string; readonly fit: HistoryFit; readonly hasBase: boolean }) {
  const [withArrivals, setWithArrivals] = useState(false)
  const [busy, setBusy] = useState(false)
  const name = useId()
  const trusted = fit.heldOut.verdict.kind === 'trusted'
  const byGroup = sayHandleTimes(fit)
  const take = async (): Promise<void> => {
    setBusy(true)
    await takeFit(docId, withArrivals)
    setBusy(false)
  }
  return (
    <section className="fit-result" aria-labelledby={name}>
      <h4 id={name}>Today, fitted to {formatNumber(fit.tickets)} tickets</h4>
      <p className={`fit-verdict ${trusted ? 'trusted' : 'refused'}`} role="status">
        {trusted ? <CircleCheck size={15} aria-hidden /> : <CircleAlert size={15} aria-hidden />}
        <span>
          {sayVerdict(fit.heldOut.verdict)} {trusted ? '' : '“Times faster” will not be said.'}
        </span>
      </p>
      <table className="fit-table">
        <caption className="muted small">First response in open hours, in the last 30 % of the time, to which nothing was fitted</caption>
        <thead>
          <tr>
            <th scope="col">Tickets</th>
            <th scope="col">Median</th>
            <th scope="col">90 % within</th>
          </tr>
        </thead>
        {fitRows(fit).map((row) => (
          <tbody key={row.name} title={`${formatNumber(row.answered)} answered`}>
            <tr>
              <th scope="row">{row.name}, as it was</th>
              <td>{row.observed[0]}</td>
              <td>{row.observed[1]}</td>
            </tr>
            <tr>
              <th scope="row">{row.name}, simulated</th>
              <td>{row.simulated[0]}</td>
              <td>{row.simulated[1]}</td>
            </tr>
          </tbody>
        ))}
      </table>
      <dl className="run-facts fit-facts">
        {sayFit(fit, 'your scenario').map(({ name: fact, value }) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {byGroup.length === 0 ? null : (
        <details className="fit-groups small">
          <summary>Handling by team and issue type ({byGroup.length})</summary>
          <dl className="run-facts fit-facts">
            {byGroup.map(({ name: fact, value }) => (
              <div key={fact}>
                <dt>{fact}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <label className="fit-arrivals small">
        <input type="checkbox" checked={withArrivals} onChange={(event) => setWithArrivals(event.target.checked)} />
        <span>Let tickets come as in such weeks, drawn at random, instead of when these came</span>
      </label>
      <div className="row-line">
        <Button size="small" look={trusted ? 'primary' : 'plain'} disabled={busy} onClick={() => void take()} title={hasBase ? 'A new file that extends your scenario; nothing is replaced' : 'A new file; nothing is replaced'}>
          {trusted ? 'Use for the run' : 'Use it all the same'}
        </Button>
        <Button size="small" look="quiet" onClick={() => dropFit(docId)}>
          Put away
        </Button>
      </div>
    </section>
  )
}
