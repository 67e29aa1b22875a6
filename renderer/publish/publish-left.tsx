import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { isUnsaved, useCurrentFlow } from '../state/flow-store.ts'
import { saveCurrent } from '../state/file-actions.ts'
import { useFindings } from '../state/findings-store.ts'
import { useFlowRun } from '../state/run-store.ts'
import { useView } from '../state/view-store.ts'
import { useEdit } from '../inspector/use-edit.ts'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** What should be true before a flow leaves the house. */
export function PublishLeft() {
  const flow = useCurrentFlow()
  const run = useFlowRun(flow?.docId)
  const errors = useFindings((state) => state.findings.filter((finding) => finding.severity === 'error').length)
  const warnings = useFindings((state) => state.findings.filter((finding) => finding.severity === 'warning').length)
  const set = useView((state) => state.set)
  const meta = useEdit(['metadata'])
  if (flow === undefined) return null
  const { workflow } = flow.history.present
  const saved = flow.path !== null && !isUnsaved(flow)
  const simulated = run.finished === null ? 'never' : run.finished.workflow === workflow ? 'now' : 'before'
  const problems = (): void => set({ mode: 'design', dockTab: 'problems', dockOpen: true })
  return (
    <div className="inspector">
      <div className="panel-head">
        <span>Before it goes out</span>
      </div>
      <ul className="checklist panel-scroll">
        <Step state={errors === 0 ? 'done' : 'error'} title={errors === 0 ? 'No errors' : errors === 1 ? '1 error' : `${errors} errors`} text={errors === 0 ? 'Every way leads somewhere and every rule can be decided.' : 'They must be repaired before it can be written.'} action={errors === 0 ? undefined : ['Show them', problems]} />
        <Step state={warnings === 0 ? 'done' : 'warning'} title={warnings === 0 ? 'No warnings' : warnings === 1 ? '1 warning' : `${warnings} warnings`} text={warnings === 0 ? 'Nothing doubtful was found.' : 'It can be written all the same; read them once.'} action={warnings === 0 ? undefined : ['Read them', problems]} />
        <Step
          state={simulated === 'now' ? 'done' : simulated === 'before' ? 'warning' : 'open'}
          title={simulated === 'now' ? 'Simulated as it is' : simulated === 'before' ? 'Changed since it was simulated' : 'Not simulated yet'}
          text={simulated === 'now' ? 'The numbers in Decide are of exactly this flow.' : 'Run your tickets through it, so that you know what you publish.'}
          action={simulated === 'now' ? undefined : ['Simulate', () => set({ mode: 'simulate' })]}
        />
        <Step state={saved ? 'done' : 'open'} title={saved ? 'Saved' : 'Not saved'} text={flow.path ?? 'The flow has no file yet.'} action={saved ? undefined : ['Save', () => void saveCurrent()]} />
        <li className="check">
          <span />
          <Field label="Version" help="Raise the last number for small changes, the first when tickets take other ways." error={meta.errorOf(['version']) === undefined ? undefined : 'Write three numbers, such as 1.2.0.'}>
            <TextInput label="Version" className="short" value={workflow.metadata.version} onCommit={(text) => meta.set(['version'], text.trim(), 'Change version')} />
          </Field>
        </li>
      </ul>
    </div>
  )
}

const looks = { done: [CircleCheck, 'var(--success)'], warning: [TriangleAlert, 'var(--warning)'], error: [CircleAlert, 'var(--error)'], open: [CircleDashed, 'var(--text-3)'] } as const

function Step({ state, title, text, action }: { readonly state: keyof typeof looks; readonly title: string; readonly text: string; readonly action?: readonly [label: string, run: () => void] }): ReactNode {
  const [Icon, colour] = looks[state]
  return (
    <li className="check">
      <Icon size={17} color={colour} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p className="muted small check-text">{text}</p>
        {action === undefined ? null : (
          <button type="button" className="link small" onClick={action[1]}>
            {action[0]}
          </button>
        )}
      </div>
    </li>
  )
}
