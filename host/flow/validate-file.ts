import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import type { SuppressedFinding } from '../../core/graph/suppress-findings.ts'
import { diagnose } from '../../core/spec/diagnostics.ts'
import type { Finding } from '../../core/spec/finding.ts'
import type { Layout } from '../../core/spec/layout.ts'
import { parseLayout } from '../../core/spec/layout.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { fileError, isMissingFile } from '../files/file-error.ts'
import { layoutPathFor } from '../files/layout-path.ts'
import { checkFlowText } from './check-flow-file.ts'

/** The sidecar of a flow as it lies on the disk; `layout` is missing where it cannot be read as one. */
export type Sidecar = { readonly path: string; readonly text: string; readonly layout: Layout | undefined }

/** A file with everything that is to be said about it and its sidecar. */
export type ValidatedFile = {
  readonly path: string
  readonly text: string
  readonly workflow: Workflow | undefined
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  readonly sidecar: Sidecar | undefined
}

/** Reads the sidecar beside a flow, where there is one. */
export async function readSidecar(flowPath: string): Promise<Sidecar | undefined> {
  const path = layoutPathFor(flowPath)
  try {
    const text = await readFile(path, 'utf8')
    return { path, text, layout: parseLayout(text).layout }
  } catch (thrown) {
    if (isMissingFile(thrown)) return undefined
    throw fileError(thrown, `read "${basename(path)}"`, path)
  }
}

/** Checks a text as the file at a path, together with its sidecar. */
export async function validateText(text: string, path: string, sidecar: Sidecar | undefined, surroundings: LintSurroundings = {}): Promise<ValidatedFile> {
  const { layout } = sidecar ?? {}
  const { workflow, findings, suppressed } = await checkFlowText(text, path, { ...surroundings, ...(layout === undefined ? {} : { layout }) })
  const placed = findings.map((finding) => (finding.code === 'LUM801' && sidecar !== undefined ? inSidecar(finding, sidecar) : finding))
  // What a sidecar says counts only where there is a flow for it.
  const unreadable = sidecar === undefined || workflow === undefined || layout !== undefined ? [] : [unreadableLayout(sidecar)]
  return { path, text, workflow, findings: [...placed, ...unreadable], suppressed, sidecar }
}

function inSidecar(finding: Finding, { path, text }: Sidecar): Finding {
  const key = JSON.stringify(String(finding.path.at(-1) ?? ''))
  const offset = text.indexOf(key, Math.max(0, text.indexOf('"nodes"')))
  const before = text.slice(0, Math.max(0, offset))
  const start = { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
  return { ...finding, file: basename(path), range: { start, end: { line: start.line, column: start.column + key.length } } }
}

// The app lays the cards out anew where it cannot read their places, so this stops nothing.
function unreadableLayout({ path, text }: Sidecar): Finding {
  const parsed = parseLayout(text)
  const problem = parsed.kind === 'unreadable' ? parsed.problem.replace(/^The layout file /, '').replace(/\.$/, '') : 'cannot be read'
  const start = { line: 1, column: 1 }
  const hint = 'Mend it, or delete it: the cards are then laid out automatically.'
  return { ...diagnose('LUM001', { where: 'This layout', problem, hint }), severity: 'warning', path: [], file: basename(path), range: { start, end: start } }
}
