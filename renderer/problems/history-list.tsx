import { jumpInHistory, useCurrentFlow } from '../state/flow-store.ts'

/** Every step of this session, newest first; a click goes there and back. */
export function HistoryList() {
  const flow = useCurrentFlow()
  if (flow === undefined) return null
  const { past, future, present, saved } = flow.history
  const steps = [
    ...future.toReversed().map((step, index) => ({ key: `f${index}`, label: step.label, jump: future.length - index, state: 'undone' })),
    { key: 'now', label: past.at(-1)?.label ?? 'Opened', jump: 0, state: 'now' },
    ...past.toReversed().map((_step, index) => ({ key: `p${index}`, label: past.at(-2 - index)?.label ?? 'Opened', jump: -1 - index, state: 'past' })),
  ]
  return (
    <ol className="history-rows" aria-label="History">
      {steps.map((step) => (
        <li key={step.key}>
          <button type="button" className="history-row" data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined} onClick={() => jumpInHistory(step.jump)}>
            <span className="history-dot" />
            {step.label}
            {step.state === 'now' ? <span className="muted small">{present === saved ? 'saved' : 'now'}</span> : null}
            {step.state === 'undone' ? <span className="muted small">undone</span> : null}
          </button>
        </li>
      ))}
    </ol>
  )
}
