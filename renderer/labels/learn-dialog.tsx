import { FileUp } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { LabelColumn, LabelReport } from '../../api/model.ts'
import { examplesFileName } from '../../core/spec/taught-examples.ts'
import type { EnumTypeExpr } from '../../core/spec/workflow.ts'
import { wordsOfId } from '../canvas/title-of.ts'
import { formatNumber } from '../format/format-number.ts'
import { host } from '../host.ts'
import { importTickets, useFlowData } from '../state/data-store.ts'
import { useCurrentFlow } from '../state/flow-store.ts'
import { pickFile } from '../state/pick-file.ts'
import { notifyError } from '../state/toast-store.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Modal } from '../ui/modal.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ColumnMapping } from './column-mapping.tsx'
import { firstTarget, newLabels } from './map-values.ts'
import type { NewLabel, Target } from './map-values.ts'
import { ReportView } from './report-view.tsx'

type Props = {
  readonly agentId: string
  readonly output: string
  readonly type: EnumTypeExpr
  readonly threshold: number
  readonly onLearned: (type: EnumTypeExpr) => void
  readonly onClose: () => void
}

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'learning'; readonly what: string; readonly done: number; readonly total: number }
  | { readonly kind: 'learned'; readonly digest: string; readonly examples: number; readonly report: LabelReport; readonly fresh: readonly NewLabel[] }

/** Learns an output's labels from the imported tickets: which column, which value means what, and what came of it. */
export function LearnDialog({ agentId, output, type, threshold, onLearned, onClose }: Props) {
  const flow = useCurrentFlow()
  const { tickets, importing } = useFlowData(flow?.docId)
  const [columns, setColumns] = useState<readonly LabelColumn[] | null>(null)
  const [column, setColumn] = useState('')
  const [changed, setChanged] = useState<Readonly<Record<string, Target>>>({})
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  const stop = useRef<AbortController | null>(null)
  const datasetId = tickets?.datasetId
  useEffect(() => () => stop.current?.abort(), [])
  useEffect(() => {
    if (datasetId === undefined) return
    setColumns(null)
    host().call('labels.columns', { datasetId }).then((found) => {
      setColumns(found)
      setColumn(found[0]?.column ?? '')
      setChanged({})
    }, notifyError)
  }, [datasetId])
  const values = useMemo(() => columns?.find((each) => each.column === column)?.values ?? [], [columns, column])
  const targets = useMemo(() => Object.fromEntries(values.map(({ value, count }) => [value, changed[value] ?? firstTarget(value, count, type)])), [values, changed, type])
  const kept = values.filter(({ value }) => targets[value]?.kind !== 'out')
  const distinct = new Set(kept.map(({ value }) => { const target = targets[value]; return target?.kind === 'label' ? target.id : `new ${value}` }))

  const learn = async (): Promise<void> => {
    if (datasetId === undefined) return
    const fresh = newLabels(kept.flatMap(({ value }) => (targets[value]?.kind === 'new' ? [value] : [])), type)
    const mapping = Object.fromEntries(kept.flatMap(({ value }) => { const target = targets[value]; const id = target?.kind === 'label' ? target.id : fresh[value]?.id; return id === undefined ? [] : [[value, id]] }))
    const known = type.values.flatMap((id) => (id === 'other' && !Object.values(mapping).includes('other') ? [] : [{ id, title: type.labels?.[id]?.title ?? wordsOfId(id), ...descriptionOf(type, id), examples: [...(type.labels?.[id]?.examples ?? [])] }]))
    const running = new AbortController()
    stop.current = running
    setStep({ kind: 'learning', what: 'Reading the labelled tickets', done: 0, total: 0 })
    try {
      const labels = [...known, ...Object.values(fresh).map(({ id, title }) => ({ id, title }))]
      for await (const item of host().stream('labels.learn', { datasetId, column, mapping, labels, threshold }, { signal: running.signal })) {
        if (item.kind === 'progress') setStep({ kind: 'learning', what: item.what, done: item.done, total: item.total })
        else setStep({ kind: 'learned', digest: item.digest, examples: item.examples, report: item.report, fresh: Object.values(fresh) })
      }
    } catch (thrown) {
      setStep({ kind: 'choose' })
      if (!running.signal.aborted) notifyError(thrown)
    }
  }
  const use = (): void => {
    if (step.kind !== 'learned' || flow === undefined) return
    const { digest, fresh } = step
    const file = examplesFileName(flow.history.present.workflow.metadata.name, agentId, output, digest)
    onLearned({
      ...type,
      values: [...type.values, ...fresh.map(({ id }) => id)],
      labels: { ...type.labels, ...Object.fromEntries(fresh.map(({ id, title }) => [id, { title }])) },
      taughtBy: { file, digest },
    })
    onClose()
  }
  const choose = async (): Promise<void> => {
    const path = await pickFile('tickets', 'open')
    if (path !== null && flow !== undefined) await importTickets(flow.docId, path)
  }
  const titles = titlesOf(type, step.kind === 'learned' ? step.fresh : [])
  return (
    <Modal
      title={step.kind === 'learned' ? 'What was learned' : `Learn ${wordsOfId(output).toLowerCase()} from labelled tickets`}
      description={step.kind === 'learned' ? undefined : 'Tickets that people have labelled before teach the labels. All of it stays on this machine.'}
      width={680}
      onClose={onClose}
      actions={
        <>
          {step.kind === 'learning' ? null : <Button onClick={step.kind === 'learned' ? () => setStep({ kind: 'choose' }) : onClose}>{step.kind === 'learned' ? 'Back' : 'Cancel'}</Button>}
          {step.kind === 'learned' ? (
            <Button look="primary" onClick={use}>
              Use what was learned
            </Button>
          ) : step.kind === 'learning' ? (
            <Button look="danger" onClick={() => stop.current?.abort()}>
              Stop
            </Button>
          ) : tickets === null ? null : (
            <Button look="primary" disabled={distinct.size < 2} onClick={() => void learn()}>
              Learn from {formatNumber(kept.reduce((sum, { count }) => sum + count, 0))} tickets
            </Button>
          )}
        </>
      }
    >
      {step.kind === 'learned' ? (
        <ReportView report={step.report} examples={step.examples} titles={titles} />
      ) : step.kind === 'learning' ? (
        <div className="learn-progress">
          <p>{step.what}</p>
          <ProgressBar label="Learning" done={step.done} total={step.total} />
        </div>
      ) : importing.tickets !== null ? (
        <div className="learn-progress">
          <p>{importing.tickets.what}</p>
          <ProgressBar label="Reading tickets" done={importing.tickets.done} total={importing.tickets.total} />
        </div>
      ) : tickets === null ? (
        <EmptyState icon={<FileUp size={22} aria-hidden />} title="No tickets yet" action={<Button look="primary" onClick={() => void choose()}>Choose tickets</Button>}>
          Choose a ticket export with a column that holds the label, for example Category or Topic.
        </EmptyState>
      ) : columns === null ? (
        <p className="muted">Looking at the columns of {tickets.name} …</p>
      ) : columns.length === 0 ? (
        <EmptyState title="No column holds labels" action={<Button onClick={() => void choose()}>Choose other tickets</Button>}>
          A column of labels has a few values that come back often. {tickets.name} has none.
        </EmptyState>
      ) : (
        <ColumnMapping
          type={type}
          columns={columns}
          column={column}
          targets={targets}
          onColumn={(next) => {
            setColumn(next)
            setChanged({})
          }}
          onTarget={(value, target) => setChanged((all) => ({ ...all, [value]: target }))}
        />
      )}
    </Modal>
  )
}

function descriptionOf(type: EnumTypeExpr, id: string): { readonly description?: string } {
  const description = type.labels?.[id]?.description
  return description === undefined ? {} : { description }
}

function titlesOf(type: EnumTypeExpr, fresh: readonly NewLabel[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...type.values.map((id) => [id, type.labels?.[id]?.title ?? wordsOfId(id)] as const), ...fresh.map(({ id, title }) => [id, title] as const)])
}
