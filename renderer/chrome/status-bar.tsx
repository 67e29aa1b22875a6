import { CircleAlert, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useFindings } from '../state/findings-store.ts'
import { useFlows } from '../state/flow-store.ts'
import { useModels } from '../state/models-store.ts'
import { useView } from '../state/view-store.ts'
import { Tip } from '../ui/tip.tsx'

const modelWords = { idle: 'Models load when they are needed', loading: 'Models are loading', ready: 'Models ready', failed: 'Models could not be loaded' }

/** The line at the foot: models, problems, privacy and zoom. */
export function StatusBar() {
  const models = useModels()
  const hasFlow = useFlows((state) => state.currentId !== null)
  const errors = useFindings((state) => state.findings.filter((finding) => finding.severity === 'error').length)
  const warnings = useFindings((state) => state.findings.filter((finding) => finding.severity === 'warning').length)
  const zoom = useView((state) => state.zoom)
  const showStart = useView((state) => state.showStart)
  const set = useView((state) => state.set)
  const working = hasFlow && !showStart
  const detail = models.message === null ? models.models.map((model) => `${model.task}: ${model.id}`).join('\n') : `${models.message} ${models.hint ?? ''}`
  return (
    <footer className="status-bar">
      <Tip text={<span style={{ whiteSpace: 'pre-line' }}>{detail === '' ? 'Tone, meaning and matching run on this machine.' : detail}</span>} side="top">
        <span className="status-item" tabIndex={0}>
          <span className="status-dot" data-state={models.state} />
          {modelWords[models.state]}
        </span>
      </Tip>
      {working ? (
        <button type="button" className="status-item" onClick={() => set({ mode: 'design', dockTab: 'problems', dockOpen: true })}>
          <CircleAlert size={13} className={errors > 0 ? 'sev-error' : ''} aria-hidden />
          {errors === 1 ? '1 error' : `${errors} errors`}
          <TriangleAlert size={13} className={warnings > 0 ? 'sev-warning' : ''} aria-hidden />
          {warnings === 1 ? '1 warning' : `${warnings} warnings`}
        </button>
      ) : null}
      <span className="status-space" />
      <Tip text="Reading, simulating and deciding happen here. Nothing is sent anywhere." side="top">
        <span className="status-item" tabIndex={0}>
          <ShieldCheck size={13} color="var(--success)" aria-hidden />
          Offline: tickets stay on this machine
        </span>
      </Tip>
      {working ? <span className="status-item status-optional">{Math.round(zoom * 100)} %</span> : null}
    </footer>
  )
}
