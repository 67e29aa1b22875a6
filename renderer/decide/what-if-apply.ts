import type { FlowDocument } from '../../core/document/flow-document.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import { writePath } from '../../core/spec/override-path.ts'
import { canonicalJson } from '../../core/spec/digest.ts'
import { toJson } from '../../core/spec/print-new-spec.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import { blockText } from '../../core/spec/yaml-text.ts'
import { host } from '../host.ts'
import { dataOf, setScenario } from '../state/data-store.ts'
import { edit, flowOf } from '../state/flow-store.ts'
import { relativePath } from '../state/relative-path.ts'
import { notify, notifyError } from '../state/toast-store.ts'
import type { Lever } from './what-if-levers.ts'
import { leverValue } from './what-if-levers.ts'
import type { Moves } from './what-if-store.ts'

/** A value that is written where it stands. */
export type Applied = { readonly lever: Lever; readonly value: number | string }

/** A document with values written, or the first that does not fit and why. */
export type Written<T> = { readonly kind: 'written'; readonly document: T } | { readonly kind: 'refused'; readonly problem: string; readonly hint: string }

/** The flow with values written into it. */
export function flowWith(document: FlowDocument, applied: readonly Applied[]): Written<FlowDocument> {
  let { workflow } = document
  for (const { lever, value } of applied) {
    const written = writePath({ workflow, scenario: emptyScenario }, lever.path, value)
    if (written.kind === 'refused') return written
    workflow = written.documents.workflow
  }
  return { kind: 'written', document: { ...document, workflow } }
}

/** A scenario with values written into it; what an override sets is set by that override. */
export function scenarioWith(scenario: ScenarioDocument, { workflow }: Pick<FlowDocument, 'workflow'>, applied: readonly Applied[]): Written<ScenarioDocument> {
  let document = scenario
  for (const { lever, value } of applied) {
    if (lever.path.startsWith('scenario.')) {
      const written = writePath({ workflow, scenario: document }, lever.path, value)
      if (written.kind === 'refused') return written
      document = written.documents.scenario
    } else document = { ...document, spec: { ...document.spec, overrides: { ...document.spec.overrides, [lever.path]: value } } }
  }
  return { kind: 'written', document }
}

/** Whether all that was moved stands in the flow and in the scenario of the next run already. */
export function isApplied(document: FlowDocument, scenario: ScenarioDocument, levers: readonly Lever[], moves: Moves): boolean {
  const applied = appliedOf(levers, moves)
  const flow = flowWith(document, applied.filter((one) => !inScenario(one)))
  const assumed = scenarioWith(scenario, document, applied.filter(inScenario))
  return flow.kind === 'written' && assumed.kind === 'written' && canonicalJson(flow.document.workflow) === canonicalJson(document.workflow) && canonicalJson(assumed.document) === canonicalJson(scenario)
}

function appliedOf(levers: readonly Lever[], moves: Moves): readonly Applied[] {
  return levers.flatMap((lever): readonly Applied[] => {
    const value = moves[lever.path]
    return value === undefined ? [] : [{ lever, value: value.written }]
  })
}

function inScenario({ lever }: Applied): boolean {
  return lever.path.startsWith('scenario.') || lever.field.overridden
}

/** Writes what was moved into the flow, as one step that can be undone, and into the scenario of the next run. */
export async function applyMoves(docId: string, levers: readonly Lever[], moves: Moves): Promise<void> {
  const applied = appliedOf(levers, moves)
  const flow = flowOf(docId)
  if (flow === undefined) return
  const toFlow = applied.filter((one) => !inScenario(one))
  const written = flowWith(flow.history.present, toFlow)
  if (written.kind === 'refused') return notify({ kind: 'error', title: `The flow stays as it is: ${written.problem}.`, hint: written.hint })
  const toScenario = applied.filter(inScenario)
  if (toScenario.length > 0 && !(await applyToScenario(docId, toScenario))) return
  if (toFlow.length === 0) return
  const [first] = toFlow
  edit(toFlow.length === 1 && first !== undefined ? `Apply ${first.lever.title} ${wordsOf(first, moves)}` : `Apply ${toFlow.length} what-if values`, () => written.document)
  notify({ kind: 'done', title: 'Written into the flow', hint: 'Undo takes it back. Run again to see all of its figures.' })
}

async function applyToScenario(docId: string, applied: readonly Applied[]): Promise<boolean> {
  const flow = flowOf(docId)
  if (flow === undefined) return false
  const before = dataOf(docId)
  const { scenarioText: text, scenarioPath: path } = before
  const extending = path !== null && flow.path !== null ? relativePath(flow.path, path) : null
  const base = extending !== null ? { ...emptyScenario, metadata: { name: 'what-if' }, spec: { extends: extending } } : text === null ? emptyScenario : parseScenario(text).scenario
  const written = base === null ? null : scenarioWith(base, flow.history.present, applied)
  if (written?.kind !== 'written') {
    notify({ kind: 'error', title: written === null ? 'The scenario stays as it is: it cannot be read.' : `The scenario stays as it is: ${written.problem}.`, hint: written?.hint ?? 'Choose another scenario under Simulate.' })
    return false
  }
  try {
    const fresh = scenarioTextOf(written.document)
    const file = flow.path === null ? null : await host().call('scenario.writeBeside', { flowPath: flow.path, name: 'what-if', text: fresh })
    await setScenario(docId, fresh, file?.path ?? null)
    const undo = async (): Promise<void> => {
      await setScenario(docId, text, path)
      notify({ kind: 'info', title: 'The scenario is the one before', hint: file === null ? '' : `${file.name} is still there; delete it if you do not want it.` })
    }
    notify({ kind: 'done', title: 'The next run assumes what you moved', hint: file === null ? 'It goes with this window: save the flow first, and it is written as a file beside it.' : `It is in ${file.name}, beside the flow.`, action: { label: 'Undo', run: () => void undo() } })
    return true
  } catch (thrown) {
    notifyError(thrown)
    return false
  }
}

/** A scenario as a file. */
export function scenarioTextOf(scenario: ScenarioDocument): string {
  const json = toJson(scenario)
  if (typeof json !== 'object' || json === null) throw new Error('A scenario is a record')
  return `${blockText(json, [], 0)}\n`
}

function wordsOf({ lever }: Applied, moves: Moves): string {
  const value = moves[lever.path]
  return value === undefined ? '' : leverValue(lever, value)
}
