import { useMemo } from 'react'
import { create } from 'zustand'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import { resolveUses } from '../../core/spec/resolve-uses.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { host } from '../host.ts'

/** What lies around saved flows, by the path of the flow, as far as the host has said. */
export const useFilesAround = create<{ readonly byPath: Readonly<Record<string, readonly ProjectFile[]>> }>(() => ({ byPath: {} }))

const nothing: readonly ProjectFile[] = []
const asked = new Set<string>()

/** What lies around a saved flow, as far as the host has said; `news` is called when it says more. */
export function surroundingsOf(path: string | null, news: () => void): LintSurroundings {
  if (path === null) return { files: nothing }
  if (!asked.has(path)) {
    asked.add(path)
    void ask(path, news)
  }
  const files = useFilesAround.getState().byPath[path]
  return files === undefined ? {} : { files }
}

/** Asks again at the next check: the files may have changed while another program was in front. */
export function forgetSurroundings(): void {
  asked.clear()
}

async function ask(path: string, news: () => void): Promise<void> {
  const files = await host().call('files.around', { path }).catch(() => nothing)
  if (sameFiles(files, useFilesAround.getState().byPath[path])) return
  useFilesAround.setState(({ byPath }) => ({ byPath: { ...byPath, [path]: files } }))
  news()
}

function sameFiles(left: readonly ProjectFile[], right: readonly ProjectFile[] | undefined): boolean {
  return right !== undefined && left.length === right.length && left.every((file, index) => file.name === right[index]?.name && file.text === right[index].text)
}

/** A flow as it runs, with the parts of the libraries that it uses; the flow alone where one of them cannot be had. */
export function wholeWorkflow({ source, workflow }: Pick<FlowDocument, 'source' | 'workflow'>, files: readonly ProjectFile[]): Workflow {
  if (workflow.spec.uses === undefined) return workflow
  return resolveUses({ source, workflow, findings: [] }, files).workflow ?? workflow
}

/** Follows a flow as it runs, with the parts of the libraries that it uses. */
export function useWholeWorkflow(document: FlowDocument | undefined, path: string | null): Workflow | undefined {
  const files = useFilesAround((state) => (path === null ? nothing : (state.byPath[path] ?? nothing)))
  return useMemo(() => (document === undefined ? undefined : wholeWorkflow(document, files)), [document, files])
}
