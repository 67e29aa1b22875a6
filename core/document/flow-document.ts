import type { Finding } from '../spec/finding.ts'
import type { Layout } from '../spec/layout.ts'
import { emptyLayout, parseLayout, printLayout } from '../spec/layout.ts'
import { parseSpec } from '../spec/parse-spec.ts'
import { printSpec } from '../spec/print-spec.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import type { Workflow } from '../spec/workflow.ts'

/** An open flow: the text it was read from, its meaning and its layout, all immutable. */
export type FlowDocument = { readonly source: SpecSource; readonly workflow: Workflow; readonly layout: Layout }

/** What opening a text gave: a document, or the findings that keep it from being drawn. */
export type OpenDocumentResult =
  | { readonly kind: 'opened'; readonly document: FlowDocument }
  | { readonly kind: 'unreadable'; readonly text: string; readonly findings: readonly Finding[] }

/** Reads a flow and its layout; a layout that is missing or damaged is replaced by an empty one, which auto-layout fills. */
export function openDocument(text: string, layoutText: string | null): OpenDocumentResult {
  const parsed = parseSpec(text)
  if (parsed.workflow === undefined) return { kind: 'unreadable', text, findings: parsed.findings }
  const layout = layoutText === null ? undefined : parseLayout(layoutText).layout
  return { kind: 'opened', document: { source: parsed.source, workflow: parsed.workflow, layout: layout ?? emptyLayout(parsed.workflow.metadata.name) } }
}

const texts = new WeakMap<FlowDocument, string>()

/** The exact text that saving writes. */
export function documentText(document: FlowDocument): string {
  const known = texts.get(document)
  if (known !== undefined) return known
  const text = printSpec(document.source, document.workflow)
  texts.set(document, text)
  return text
}

/** The layout file's text, without entries of nodes that are gone. */
export function documentLayoutText(document: FlowDocument): string {
  const { nodes } = document.workflow.spec.flow
  const kept = Object.fromEntries(Object.entries(document.layout.nodes).filter(([id]) => id in nodes))
  return printLayout({ ...document.layout, workflow: document.workflow.metadata.name, nodes: kept })
}
