import type { Finding } from '../spec/finding.ts'
import type { Layout } from '../spec/layout.ts'
import { emptyLayout, parseLayout, printLayout } from '../spec/layout.ts'
import { sameJson } from '../spec/align-items.ts'
import { toJson } from '../spec/print-new-spec.ts'
import { parseSpec } from '../spec/parse-spec.ts'
import { printSpec } from '../spec/print-spec.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import { withUsedFeatures } from '../spec/used-features.ts'
import type { Workflow } from '../spec/workflow.ts'

/** An open flow: the text it was read from, its meaning and its layout, all immutable. */
export type FlowDocument = {
  readonly source: SpecSource
  readonly workflow: Workflow
  readonly layout: Layout
  /** The layout file's text as read, where there was one that could be read. */
  readonly layoutText?: string
}

/** What opening a text gave: a document, or the findings that keep it from being drawn. */
export type OpenDocumentResult =
  | { readonly kind: 'opened'; readonly document: FlowDocument }
  | { readonly kind: 'unreadable'; readonly text: string; readonly findings: readonly Finding[] }

/** Reads a flow and its layout; a layout that is missing or damaged is replaced by an empty one, which auto-layout fills. */
export function openDocument(text: string, layoutText: string | null): OpenDocumentResult {
  const parsed = parseSpec(text)
  if (parsed.workflow === undefined) return { kind: 'unreadable', text, findings: parsed.findings }
  const layout = layoutText === null ? undefined : parseLayout(layoutText).layout
  const read = layoutText === null || layout === undefined ? {} : { layoutText }
  return { kind: 'opened', document: { source: parsed.source, workflow: parsed.workflow, layout: layout ?? emptyLayout(parsed.workflow.metadata.name), ...read } }
}

const texts = new WeakMap<FlowDocument, string>()

/** The exact text that saving writes; an edited flow names every feature of the format that it uses. */
export function documentText(document: FlowDocument): string {
  const known = texts.get(document)
  if (known !== undefined) return known
  const written = printSpec(document.source, document.workflow)
  const complete = withUsedFeatures(document.workflow)
  // A file that nobody edited stays as it is, whatever it leaves out.
  const text = complete === document.workflow || written === document.source.text ? written : printSpec(document.source, complete)
  texts.set(document, text)
  return text
}

/** The layout file's text, without entries of nodes that are gone; the identical text where nothing was moved. */
export function documentLayoutText(document: FlowDocument): string {
  const { nodes } = document.workflow.spec.flow
  const kept = Object.fromEntries(Object.entries(document.layout.nodes).filter(([id]) => id in nodes))
  const layout = { ...document.layout, workflow: document.workflow.metadata.name, nodes: kept }
  const read = document.layoutText === undefined ? undefined : parseLayout(document.layoutText).layout
  return document.layoutText !== undefined && read !== undefined && sameJson(toJson(read), toJson(layout)) ? document.layoutText : printLayout(layout)
}
