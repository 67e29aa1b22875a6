import { basename } from 'node:path'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import { repairedLayout } from '../../core/graph/layout-repairs.ts'
import type { Accepts, MadeRepair } from '../../core/graph/repair-spec.ts'
import { repairSpec } from '../../core/graph/repair-spec.ts'
import { printLayout } from '../../core/spec/layout.ts'
import { atomicWrite } from '../files/atomic-write.ts'
import { checkFlowText } from './check-flow-file.ts'
import type { Sidecar, ValidatedFile } from './validate-file.ts'
import { validateText } from './validate-file.ts'

/** One file of a repair with its text before and after. */
export type ChangedFile = { readonly path: string; readonly before: string; readonly after: string }

/** What repairing a file changes, and what is still to be said about it. */
export type RepairedFile = { readonly validated: ValidatedFile; readonly made: readonly MadeRepair[]; readonly changes: readonly ChangedFile[] }

/** Makes the repairs of a file and of its sidecar; nothing is written yet. */
export async function repairFile(file: ValidatedFile, accepts: Accepts, surroundings: LintSurroundings = {}): Promise<RepairedFile> {
  const { text, made } = await repairSpec(file.text, async (candidate) => {
    const { workflow, findings } = await checkFlowText(candidate, file.path, surroundings)
    return { readable: workflow !== undefined, findings }
  }, accepts)
  const again = text === file.text ? file : await validateText(text, file.path, file.sidecar, surroundings)
  const flowChange: readonly ChangedFile[] = text === file.text ? [] : [{ path: file.path, before: file.text, after: text }]
  const placed = placesOf(again)
  if (placed === undefined) return { validated: again, made, changes: flowChange }
  const { sidecar, repairs } = placed
  const validated = await validateText(text, file.path, sidecar, surroundings)
  return { validated, made: [...made, ...repairs], changes: [...flowChange, { path: sidecar.path, before: again.sidecar?.text ?? '', after: sidecar.text }] }
}

function placesOf({ workflow, sidecar, findings }: ValidatedFile): { readonly sidecar: Sidecar; readonly repairs: readonly MadeRepair[] } | undefined {
  const about = findings.filter((finding) => finding.code === 'LUM801' || finding.code === 'LUM802')
  if (workflow === undefined || sidecar?.layout === undefined || about.length === 0) return undefined
  const layout = repairedLayout(workflow, sidecar.layout)
  const repairs = about.map(({ code, message, range }): MadeRepair => ({ code, message, title: code === 'LUM801' ? 'Drop the place' : 'Give it a place', line: range.start.line }))
  return { sidecar: { path: sidecar.path, text: printLayout(layout), layout }, repairs }
}

/** Writes the files of a repair, each whole or not at all. */
export async function writeChanges(changes: readonly ChangedFile[]): Promise<void> {
  for (const { path, after } of changes) await atomicWrite(path, after, `"${basename(path)}"`)
}
