import { create } from 'zustand'
import { roleCatalog } from '../../agents/registry.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { documentText, openDocument } from '../../core/document/flow-document.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import type { Finding, Fix } from '../../core/spec/finding.ts'
import type { ParsedSpec } from '../../core/spec/parse-spec.ts'
import { taughtFindings, taughtOutputs } from '../../core/spec/taught-examples.ts'
import { host } from '../host.ts'
import { forgetSurroundings, surroundingsOf } from './files-around.ts'
import { currentDocument, currentFlow, edit, useFlows } from './flow-store.ts'
import { intlZoneOffsets } from './intl-zone-offsets.ts'
import { notify } from './toast-store.ts'

type FindingsState = {
  readonly document: FlowDocument | null
  readonly findings: readonly Finding[]
  readonly byNode: Readonly<Record<string, readonly Finding[]>>
}

const delay = 250
const zones = intlZoneOffsets()
const nothing: readonly Finding[] = []

/** What is wrong with the shown flow, or worth knowing, as of a moment ago. */
export const useFindings = create<FindingsState>(() => ({ document: null, findings: nothing, byNode: {} }))

/** Checks the shown flow a moment after each change; the answer stops it. */
export function followFindings(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const lookAgain = (): void => {
    forgetSurroundings()
    if (typeof currentFlow()?.path === 'string') checkAgain()
  }
  window.addEventListener('focus', lookAgain)
  const stop = useFlows.subscribe(() => {
    const document = currentDocument()
    if (document === useFindings.getState().document) return
    clearTimeout(timer)
    if (document === undefined) return useFindings.setState({ document: null, findings: nothing, byNode: {} })
    timer = setTimeout(check, useFindings.getState().document === null ? 0 : delay)
  })
  return () => {
    stop()
    window.removeEventListener('focus', lookAgain)
  }
}

/** Checks the shown flow at once; what Publish shows must not be a moment old. */
export function check(): readonly Finding[] {
  const document = currentDocument()
  if (document === undefined) return nothing
  const before = useFindings.getState()
  if (before.document === document) return before.findings
  const { parsed, findings: written } = checkSpec(documentText(document), roleCatalog, { zones, ...surroundingsOf(currentFlow()?.path ?? null, checkAgain) })
  const findings = [...written, ...taughtProblems(parsed)].toSorted((a, b) => rank(a) - rank(b))
  useFindings.setState({ document, findings, byNode: byNodeOf(findings) })
  return findings
}

function checkAgain(): void {
  useFindings.setState({ document: null })
  check()
}

/** Which example files the host has; those it was not asked about yet are taken to be there. */
const examplesAtHand = new Map<string, boolean>()

function taughtProblems({ source, workflow }: ParsedSpec): readonly Finding[] {
  if (workflow === undefined) return nothing
  const digests = [...new Set(taughtOutputs(workflow).map(({ taughtBy }) => taughtBy.digest))]
  const doubtful = digests.filter((digest) => examplesAtHand.get(digest) !== true)
  if (doubtful.length > 0) void askForExamples(doubtful)
  return taughtFindings(source, workflow, (digest) => (examplesAtHand.get(digest) === false ? undefined : ''))
}

async function askForExamples(digests: readonly string[]): Promise<void> {
  const found = new Set(await host().call('labels.examples', { digests: [...digests] }).catch(() => digests))
  const news = digests.filter((digest) => examplesAtHand.get(digest) !== found.has(digest))
  for (const digest of news) examplesAtHand.set(digest, found.has(digest))
  if (!news.some((digest) => !found.has(digest))) return
  checkAgain()
}

/** The findings that a card shows: errors and warnings at its node. */
export function useNodeFindings(nodeId: string): readonly Finding[] {
  return useFindings((state) => state.byNode[nodeId] ?? nothing)
}

/** The node that a finding is about, if it is about one. */
export function nodeOfFinding(finding: Finding): string | null {
  const [spec, flow, nodes, id] = finding.path
  return spec === 'spec' && flow === 'flow' && nodes === 'nodes' && typeof id === 'string' ? id : null
}

/** Applies the repair that a finding offers, as one undo step. */
export function applyFix(fix: Fix): void {
  const flow = currentFlow()
  if (flow === undefined) return
  const text = fix.edits.toSorted((a, b) => b.offset - a.offset).reduce((next, each) => next.slice(0, each.offset) + each.text + next.slice(each.offset + each.length), documentText(flow.history.present))
  const result = openDocument(text, null)
  if (result.kind === 'unreadable') return notify({ kind: 'error', title: 'The repair did not work', hint: 'Nothing was changed. Repair it by hand in the inspector.' })
  edit(fix.title, (present) => ({ ...result.document, layout: present.layout }))
}

function byNodeOf(findings: readonly Finding[]): Readonly<Record<string, readonly Finding[]>> {
  const byNode: Record<string, Finding[]> = {}
  for (const finding of findings) {
    const id = nodeOfFinding(finding)
    if (id !== null && finding.severity !== 'info') (byNode[id] ??= []).push(finding)
  }
  return byNode
}

function rank(finding: Finding): number {
  return { error: 0, warning: 1, info: 2 }[finding.severity]
}
