import { create } from 'zustand'
import { toErrorData } from '../../api/app-error.ts'
import type { AppErrorData } from '../../api/app-error.ts'
import type { WhatIfFigures, WhatIfMove, WhatIfOpen, WhatIfStaffAnswer, WhatIfTrial } from '../../api/what-if-model.ts'
import type { SweepValue } from '../../core/simulation/what-if/sweep-range.ts'
import { host } from '../host.ts'
import type { StaffQuestion } from './what-if-words.ts'
import { targetTexts } from './what-if-words.ts'

/** The figures that are shown for what was moved, the first of them on the curve at first. */
export const whatIfKpis = ['firstResponseAny.p50', 'firstResponseHuman.p50', 'resolutionTime.p50', 'slaFirstResponse', 'slaResolution', 'automatedResolutionRate', 'occupancy', 'costPerTicket'] as const

/** What was moved, by path; what stands where it was is not in it. */
export type Moves = Readonly<Record<string, SweepValue>>

/** How far long work is. */
export type Phase = { readonly text: string; readonly done: number; readonly total: number }

/** The figures with what was moved; `moves` are those that they belong to. `widest`: how far their differences reached since, so that one sees them tighten. */
export type Try = { readonly moves: Moves; readonly figures: WhatIfFigures; readonly replications: number; readonly of: number; readonly widest: Readonly<Record<string, number>> }

/** A curve: the values of one field with figures each, as far as they are known. */
export type Curve = { readonly path: string; readonly others: Moves; readonly values: readonly SweepValue[]; readonly points: readonly (WhatIfFigures | null)[]; readonly refused: readonly string[]; readonly replications: number; readonly of: number; readonly running: boolean; readonly error: AppErrorData | null }

/** A search for people. */
export type Staff = { readonly question: StaffQuestion; readonly moves: Moves; readonly running: Phase | null; readonly trials: readonly WhatIfTrial[]; readonly answer: WhatIfStaffAnswer | null; readonly error: AppErrorData | null }

/** What-if of one flow's newest run. */
export type WhatIfState = {
  readonly runId: string | null
  readonly open: WhatIfOpen | null
  /** Why nothing can be tried: the run is no longer open, or the worker has stopped. */
  readonly closed: AppErrorData | null
  readonly moves: Moves
  readonly lastPath: string | null
  readonly tried: Try | null
  /** A try goes; what it waits for where that is more than the simulation. */
  readonly running: { readonly phase: Phase | null } | null
  readonly error: AppErrorData | null
  readonly curve: Curve | null
  readonly staff: Staff | null
}

const nothing: WhatIfState = { runId: null, open: null, closed: null, moves: {}, lastPath: null, tried: null, running: null, error: null, curve: null, staff: null }

/** What-if by open flow. */
export const useWhatIfs = create<{ readonly byFlow: Readonly<Record<string, WhatIfState>> }>(() => ({ byFlow: {} }))

/** So long a try may take to its first figures before newer input ends it: else a slider that is dragged would never show any. */
const PATIENCE_MS = 250

type Work = { readonly abort: AbortController; readonly startedAt: number; answered: boolean }

const tries = new Map<string, Work>()
const waiting = new Map<string, ReturnType<typeof setTimeout>>()
const curves = new Map<string, AbortController>()
const searches = new Map<string, AbortController>()

/** Follows what-if of one flow. */
export function useWhatIf(docId: string | undefined): WhatIfState {
  return useWhatIfs((state) => (docId === undefined ? nothing : (state.byFlow[docId] ?? nothing)))
}

/** What-if of one flow. */
export function whatIfOf(docId: string): WhatIfState {
  return useWhatIfs.getState().byFlow[docId] ?? nothing
}

function change(docId: string, update: (state: WhatIfState) => WhatIfState): void {
  useWhatIfs.setState((state) => ({ byFlow: { ...state.byFlow, [docId]: update(state.byFlow[docId] ?? nothing) } }))
}

/** What was moved, as the host takes it. */
export function movesOf(moves: Moves): WhatIfMove[] {
  return Object.entries(moves).map(([path, { written }]) => ({ path, value: written }))
}

/** Asks what can be moved in a run; whatever was moved in another one is forgotten. */
export async function openWhatIf(docId: string, runId: string): Promise<void> {
  const before = whatIfOf(docId)
  if (before.runId === runId && (before.open !== null || before.closed === null)) return
  stopAll(docId)
  change(docId, () => ({ ...nothing, runId }))
  try {
    const open = await host().call('whatIf.open', { runId })
    change(docId, (state) => (state.runId === runId ? { ...state, open } : state))
  } catch (thrown) {
    change(docId, (state) => (state.runId === runId ? { ...state, closed: toErrorData(thrown) } : state))
  }
}

/** Moves one value; back where it was it counts as not moved. */
export function moveTo(docId: string, path: string, value: SweepValue, present: SweepValue): void {
  const { [path]: _before, ...others } = whatIfOf(docId).moves
  setMoves(docId, value.at === present.at ? others : { ...others, [path]: value }, path)
}

/** Puts one value back, or all of them. */
export function resetMoves(docId: string, path: string | null = null): void {
  const { moves } = whatIfOf(docId)
  setMoves(docId, path === null ? {} : Object.fromEntries(Object.entries(moves).filter(([each]) => each !== path)), path)
}

function setMoves(docId: string, moves: Moves, path: string | null): void {
  change(docId, (state) => ({ ...state, moves, lastPath: path ?? state.lastPath, error: null }))
  if (Object.keys(moves).length === 0) {
    stopTry(docId)
    change(docId, (state) => ({ ...state, tried: null, running: null }))
    return
  }
  change(docId, (state) => ({ ...state, running: state.running ?? { phase: null } }))
  const work = tries.get(docId)
  if (work === undefined) void runTry(docId)
  else if (work.answered) work.abort.abort()
  else if (!waiting.has(docId)) waiting.set(docId, setTimeout(() => endWaiting(docId, work), Math.max(0, work.startedAt + PATIENCE_MS - performance.now())))
}

function endWaiting(docId: string, work: Work): void {
  waiting.delete(docId)
  if (tries.get(docId) === work) work.abort.abort()
}

function stopTry(docId: string): void {
  clearTimeout(waiting.get(docId))
  waiting.delete(docId)
  tries.get(docId)?.abort.abort()
}

async function runTry(docId: string): Promise<void> {
  const { runId, moves } = whatIfOf(docId)
  if (runId === null) return
  const work: Work = { abort: new AbortController(), startedAt: performance.now(), answered: false }
  tries.set(docId, work)
  const isNewest = (): boolean => whatIfOf(docId).moves === moves
  let error: AppErrorData | null = null
  try {
    for await (const item of host().stream('whatIf.try', { runId, moves: movesOf(moves), kpis: [...whatIfKpis] }, { signal: work.abort.signal })) {
      if (item.kind === 'phase') change(docId, (state) => ({ ...state, running: { phase: { text: item.phase, done: item.done, total: item.total } } }))
      else {
        work.answered = true
        const { figures, replications, of } = item
        change(docId, (state) => ({ ...state, tried: { moves, figures, replications, of, widest: widestOf(figures, state.tried?.moves === moves ? state.tried.widest : {}) }, running: { phase: null } }))
        if (!isNewest()) break
      }
    }
  } catch (thrown) {
    error = toErrorData(thrown)
  }
  tries.delete(docId)
  clearTimeout(waiting.get(docId))
  waiting.delete(docId)
  if (whatIfOf(docId).runId !== runId) return
  const failed = error !== null && error.code !== 'cancelled' ? error : null
  if (failed !== null && isGone(failed)) return change(docId, (state) => ({ ...state, closed: failed, running: null, tried: null }))
  if (!isNewest() && Object.keys(whatIfOf(docId).moves).length > 0) return void runTry(docId)
  change(docId, (state) => ({ ...state, running: null, ...(isNewest() ? { error: failed, tried: failed === null ? state.tried : null } : {}) }))
}

function widestOf(figures: WhatIfFigures, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(figures).map(([name, { delta, deltaCi95 }]) => [name, Math.max(before[name] ?? 0, ...[delta ?? 0, ...(deltaCi95 ?? [])].map(Math.abs))]))
}

/** Whether a run can be asked nothing any more. */
function isGone({ code }: AppErrorData): boolean {
  return ['whatIf.closed', 'whatIf.otherModels', 'jobs.workerStopped', 'rpc.connectionLost'].includes(code)
}

/** Draws the curve of one field over these values, with the other moves as they are. */
export async function drawCurve(docId: string, path: string, values: readonly SweepValue[]): Promise<void> {
  const { runId, moves } = whatIfOf(docId)
  if (runId === null) return
  curves.get(docId)?.abort()
  const abort = new AbortController()
  curves.set(docId, abort)
  const { [path]: _own, ...others } = moves
  const put = (update: (curve: Curve) => Curve): void => change(docId, (state) => (curves.get(docId) !== abort || state.curve === null ? state : { ...state, curve: update(state.curve) }))
  change(docId, (state) => ({ ...state, curve: { path, others, values, points: values.map(() => null), refused: [], replications: 0, of: 0, running: true, error: null } }))
  try {
    for await (const item of host().stream('whatIf.curve', { runId, moves: movesOf(others), kpis: [...whatIfKpis], path, values: values.map(({ written }) => written) }, { signal: abort.signal })) {
      if (item.kind === 'point') put((curve) => ({ ...curve, points: curve.points.with(item.index, item.figures), replications: item.replications, of: item.of }))
      if (item.kind === 'refused') put((curve) => ({ ...curve, points: curve.points.with(item.index, null), refused: [...curve.refused, item.problem] }))
    }
  } catch (thrown) {
    const error = toErrorData(thrown)
    if (error.code !== 'cancelled') put((curve) => ({ ...curve, error }))
  }
  put((curve) => ({ ...curve, running: false }))
  if (curves.get(docId) === abort) curves.delete(docId)
}

/** Stops a curve, what is drawn of it stays; or puts it away. */
export function stopCurve(docId: string, putAway = false): void {
  curves.get(docId)?.abort()
  if (putAway) change(docId, (state) => ({ ...state, curve: null }))
}

/** Searches for the fewest people who surely keep a promise, with everything else as it was moved. */
export async function findStaff(docId: string, question: StaffQuestion): Promise<void> {
  const { runId, moves } = whatIfOf(docId)
  if (runId === null) return
  searches.get(docId)?.abort()
  const abort = new AbortController()
  searches.set(docId, abort)
  const put = (update: (staff: Staff) => Staff): void => change(docId, (state) => (searches.get(docId) !== abort || state.staff === null ? state : { ...state, staff: update(state.staff) }))
  change(docId, (state) => ({ ...state, staff: { question, moves, running: { text: 'Starting', done: 0, total: 0 }, trials: [], answer: null, error: null } }))
  try {
    for await (const item of host().stream('whatIf.staff', { runId, moves: movesOf(moves), targets: [...targetTexts(question)], teams: [] }, { signal: abort.signal })) {
      if (item.kind === 'phase') put((staff) => ({ ...staff, running: { text: item.phase, done: item.done, total: item.total } }))
      else if (item.kind === 'trial') put((staff) => ({ ...staff, trials: [...staff.trials, item.trial] }))
      else put((staff) => ({ ...staff, answer: item.answer }))
    }
  } catch (thrown) {
    const error = toErrorData(thrown)
    put((staff) => ({ ...staff, error: error.code === 'cancelled' ? null : error }))
  }
  put((staff) => ({ ...staff, running: null }))
  if (searches.get(docId) === abort) searches.delete(docId)
}

/** Stops a search for people, or puts its answer away. */
export function stopStaff(docId: string, putAway = false): void {
  searches.get(docId)?.abort()
  if (putAway) change(docId, (state) => ({ ...state, staff: null }))
}

function stopAll(docId: string): void {
  stopTry(docId)
  stopCurve(docId)
  stopStaff(docId)
}
