import type { JournalEntry, OpenedFlow } from '../../api/model.ts'
import { documentLayoutText, documentText, openDocument } from '../../core/document/flow-document.ts'
import { host } from '../host.ts'
import { chooseRedaction } from './choose-redaction.ts'
import { importKnowledge, importTickets, setScenario } from './data-store.ts'
import { ask } from './dialog-store.ts'
import { addFlow, currentFlow, dropFlow, flowOf, isUnsaved, markWritten, replaceDocument, showFlow, useFlows } from './flow-store.ts'
import type { OpenFlow } from './flow-store.ts'
import { discardJournal } from './journal.ts'
import { olderForm } from './older-form.ts'
import type { OlderForm } from './older-form.ts'
import { pickFile } from './pick-file.ts'
import { clearSelection } from './selection-store.ts'
import { takeFromDisk } from './take-from-disk.ts'
import { closeUnreadable, showUnreadable } from './unreadable-store.ts'
import type { UnreadableFile } from './unreadable-store.ts'
import { notify, notifyError } from './toast-store.ts'
import { useView } from './view-store.ts'

/** Opens a flow file; one that is open already is shown. */
export async function openFlowFile(path: string): Promise<void> {
  const known = useFlows.getState().flows.find((flow) => flow.path === path)
  if (known !== undefined) return present(known.docId)
  await guarded(async () => {
    const opened = await host().call('files.openFlow', { path })
    show(opened)
  })
}

/** Lets the user choose a flow file and opens it. */
export async function chooseFlowFile(): Promise<void> {
  await guarded(async () => {
    const path = await pickFile('flow', 'open')
    if (path !== null) await openFlowFile(path)
  })
}

/** Opens a template with its sample tickets and articles. */
export async function openTemplate(id: string): Promise<void> {
  await guarded(async () => {
    const template = await host().call('templates.open', { id })
    const docId = show(template.flow)
    if (docId === null) return
    if (template.ticketsPath !== null) useView.getState().set({ simulateHint: true })
    await Promise.all([
      template.ticketsPath === null ? undefined : importTickets(docId, template.ticketsPath),
      template.knowledgePath === null ? undefined : importKnowledge(docId, template.knowledgePath),
      template.scenarioText === null ? undefined : setScenario(docId, template.scenarioText, null),
    ])
  })
}

/** Starts from the smallest template. */
export async function openSmallest(): Promise<void> {
  await guarded(async () => {
    const templates = await host().call('templates.list', {})
    const [smallest] = templates.toSorted((a, b) => a.nodes - b.nodes)
    if (smallest !== undefined) await openTemplate(smallest.id)
  })
}

/** Starts from the user's own tickets: chooses a file, opens the first template's flow beside it. */
export async function startFromTickets(): Promise<void> {
  await guarded(async () => {
    const path = await pickFile('tickets', 'open')
    if (path === null) return
    const decision = await chooseRedaction(path, 'tickets')
    if (decision === null) return
    const [template] = await host().call('templates.list', {})
    if (template === undefined) return
    const opened = await host().call('templates.open', { id: template.id })
    const docId = show(opened.flow)
    if (docId === null) return
    useView.getState().set({ mode: 'simulate' })
    const summary = await importTickets(docId, path, decision.kinds)
    if (opened.knowledgePath !== null) await importKnowledge(docId, opened.knowledgePath)
    if (opened.scenarioText !== null) await setScenario(docId, opened.scenarioText, null)
    if (summary !== null) notify({ kind: 'done', title: `${summary.tickets} tickets read`, hint: 'They run through the sample flow; change it to fit your desk.' })
  })
}

/** Opens an older file as it is in the current form: as unsaved changes, so that nothing is written before the user saves. */
export function openInCurrentForm(file: UnreadableFile, older: OlderForm): void {
  const docId = crypto.randomUUID()
  addFlow({ docId, path: file.path, name: file.name, digest: file.digest ?? null, document: older.document, onDisk: false, recovered: true })
  closeUnreadable()
  useView.getState().set({ mode: 'design' })
  present(docId)
}

/** Opens what the crash journal kept. */
export function restoreJournal(entries: readonly JournalEntry[]): void {
  for (const entry of entries) {
    const result = openDocument(entry.text, entry.layoutText)
    if (result.kind === 'unreadable') {
      showUnreadable({ path: entry.path, name: entry.title, text: entry.text, findings: result.findings })
      continue
    }
    addFlow({ docId: entry.docId, path: entry.path, name: entry.path?.split(/[\\/]/u).at(-1) ?? entry.title, digest: null, document: result.document, onDisk: false, recovered: true })
    present(entry.docId)
  }
}

/** Saves the shown flow where it lives, or asks where. */
export async function saveCurrent(): Promise<boolean> {
  const flow = currentFlow()
  if (flow === undefined) return false
  if (flow.path === null) return saveAs(flow)
  return flow.digest === null && !(await mayReplace(flow.name)) ? false : write(flow, flow.path, flow.digest)
}

/** Takes the version on disk in place of an open flow, as a step that can be undone. */
export async function reloadFromDisk(docId: string): Promise<void> {
  const path = flowOf(docId)?.path ?? null
  if (path !== null) await guarded(() => replaceFromDisk(docId, path))
}

/** Saves the shown flow in another file. */
export async function saveCurrentAs(): Promise<boolean> {
  const flow = currentFlow()
  return flow === undefined ? false : saveAs(flow)
}

/** Closes a tab; unsaved changes are asked about. */
export async function closeFlow(docId: string): Promise<void> {
  const flow = flowOf(docId)
  if (flow === undefined) return
  if (isUnsaved(flow)) {
    const answer = await ask({
      title: `Save “${titleOf(flow)}” before closing?`,
      text: 'Changes that are not saved will be lost.',
      answers: [{ value: 'discard', label: 'Close without saving', look: 'danger' }, { value: 'save', label: 'Save', look: 'primary' }],
    })
    if (answer === null) return
    if (answer === 'save') {
      showFlow(docId)
      if (!(await saveCurrent())) return
    }
  }
  discardJournal(docId)
  dropFlow(docId)
  clearSelection()
  if (useFlows.getState().flows.length === 0) useView.getState().set({ showStart: true })
}

/** The title people see for a flow. */
export function titleOf(flow: OpenFlow): string {
  const { title, name } = flow.history.present.workflow.metadata
  return title ?? name
}

async function saveAs(flow: OpenFlow): Promise<boolean> {
  try {
    const suggested = flow.path === null ? `${flow.history.present.workflow.metadata.name}.lumos.yaml` : flow.name
    const path = await pickFile('flow', 'save', suggested)
    return path === null ? false : await write(flow, path, path === flow.path ? flow.digest : null)
  } catch (thrown) {
    notifyError(thrown)
    return false
  }
}

async function write(flow: OpenFlow, path: string, expectedDigest: string | null): Promise<boolean> {
  const document = flowOf(flow.docId)?.history.present ?? flow.history.present
  try {
    const result = await host().call('files.saveFlow', { path, text: documentText(document), layoutText: documentLayoutText(document), expectedDigest })
    if (result.kind === 'saved') {
      markWritten(flow.docId, document, result.path, result.digest)
      discardJournal(flow.docId)
      notify({ kind: 'done', title: 'Saved', hint: result.path })
      return true
    }
    return await resolveConflict(flow, path, result.message)
  } catch (thrown) {
    notifyError(thrown)
    return false
  }
}

async function resolveConflict(flow: OpenFlow, path: string, message: string): Promise<boolean> {
  // What came back from the crash journal has no common beginning with the file, so the two cannot be merged.
  const canMerge = path === flow.path && flow.history.saved !== null
  const answer = await ask({
    title: 'The file on disk is another one than you opened',
    text: `${message} Your changes are still here.`,
    answers: [
      { value: 'saveAs', label: 'Save under another name' },
      canMerge ? { value: 'merge', label: 'Bring both together', look: 'primary' } : { value: 'reload', label: 'Open the file’s version' },
      { value: 'overwrite', label: 'Replace the file', look: 'danger' },
    ],
  })
  if (answer === 'saveAs') return saveAs(flow)
  if (answer === 'overwrite') return write(flow, path, null)
  if (answer === 'merge') await takeFromDisk(flow.docId)
  if (answer === 'reload') await replaceFromDisk(flow.docId, path)
  return false
}

async function replaceFromDisk(docId: string, path: string): Promise<void> {
  const onDisk = await host().call('files.openFlow', { path })
  const result = openDocument(onDisk.text, onDisk.layoutText)
  if (result.kind === 'unreadable') return showUnreadable({ path, name: onDisk.name, text: onDisk.text, findings: result.findings })
  replaceDocument(docId, result.document, 'Open the version on disk', { digest: onDisk.digest })
}

/** What came back from the crash journal does not know which version of its file it began with. */
async function mayReplace(name: string): Promise<boolean> {
  const answer = await ask({
    title: `Replace “${name}” with what was restored?`,
    text: 'The file may have changed since this work was lost. Its content will be replaced.',
    answers: [{ value: 'replace', label: 'Replace the file', look: 'primary' }],
  })
  return answer === 'replace'
}

function show(opened: OpenedFlow): string | null {
  const result = openDocument(opened.text, opened.layoutText)
  if (result.kind === 'unreadable') {
    showUnreadable({ path: opened.path, name: opened.name, text: opened.text, findings: result.findings, older: olderForm(opened.text, opened.layoutText), digest: opened.digest })
    return null
  }
  const docId = crypto.randomUUID()
  addFlow({ docId, path: opened.path, name: opened.name, digest: opened.path === null ? null : opened.digest, document: result.document, onDisk: opened.path !== null })
  useView.getState().set({ mode: 'design' })
  present(docId)
  return docId
}

function present(docId: string): void {
  showFlow(docId)
  clearSelection()
  useView.getState().set({ showStart: false })
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    notifyError(thrown)
  }
}
