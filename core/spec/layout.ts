import * as z from 'zod'
import { apiVersionSchema } from './metadata.ts'
import type { FileKind, ParsedFile } from './parse-file.ts'
import { parseFile } from './parse-file.ts'
import { idPattern, nameSchema } from './scalar-schemas.ts'

const point = z.tuple([z.int(), z.int()]).readonly().describe('whole pixels from the left and from the top')
const cardId = z.string().regex(idPattern)

/** The schema of a layout file. */
export const layoutSchema = z.strictObject({
  apiVersion: apiVersionSchema,
  kind: z.literal('Layout').describe('what kind of file this is'),
  workflow: nameSchema.describe('metadata.name of the workflow whose cards these are'),
  nodes: z.record(cardId, point).readonly().describe('where the cards lie, by node; a card without a place is laid out automatically'),
  bends: z.record(z.string(), z.array(point).readonly()).readonly().optional().describe('points through which a connection runs, by its id such as solved>analyse#default'),
  notes: z
    .record(cardId, z.strictObject({ at: point, text: z.string().describe('what the note says') }).readonly())
    .readonly()
    .optional()
    .describe('notes on the canvas, by id'),
}).readonly().meta({ title: 'LUMOS Layout v1' })

/** Where the cards of a workflow lie: whole pixels by node id, bends by edge id, notes by id. */
export type Layout = z.infer<typeof layoutSchema>

/** What reading a layout file gives: the layout, or why there is none. */
export type ParsedLayout =
  | { readonly kind: 'layout'; readonly layout: Layout }
  | { readonly kind: 'unreadable'; readonly layout: undefined; readonly problem: string }

/** The layout of a workflow on which nothing has been placed. */
export function emptyLayout(workflow: string): Layout {
  return { apiVersion: 'lumos/v1', kind: 'Layout', workflow, nodes: {} }
}

function unreadable(problem: string): ParsedLayout {
  return { kind: 'unreadable', layout: undefined, problem }
}

/** The largest layout file that is read, in characters. */
const largestLayout = 4 * 1_048_576

// No schema sees this key: an object cannot be given it like any other.
function holdsProto(data: unknown): boolean {
  const open: unknown[] = [data]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, '__proto__')) return true
    for (const item of Object.values(value)) open.push(item)
  }
  return false
}

/** Reads a layout file. */
export function parseLayout(text: string): ParsedLayout {
  if (text.length > largestLayout) return unreadable('The layout file is larger than 4 MiB.')
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    return unreadable(`The layout file is not JSON: ${error instanceof Error ? error.message : 'unknown reason'}`)
  }
  if (text.includes('proto') && holdsProto(data)) return unreadable('The layout file does not fit: it cannot have the key __proto__.')
  const parsed = layoutSchema.safeParse(data)
  if (parsed.success) return { kind: 'layout', layout: parsed.data }
  const [issue] = parsed.error.issues
  return unreadable(`The layout file does not fit: ${issue === undefined ? 'unknown reason' : `${issue.path.join('.')}: ${issue.message}`}`)
}

const layoutKind: FileKind<Layout> = { schemaOf: () => layoutSchema, meaning: () => [], extensible: false }

/** Reads a layout file like any other file of the format: whatever is wrong becomes a finding with its place. */
export function parseLayoutFile(text: string): ParsedFile<Layout> {
  return parseFile(text, layoutKind)
}

function sorted<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
}

function lines(name: string, entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return `  ${JSON.stringify(name)}: {}`
  return `  ${JSON.stringify(name)}: {\n${entries.map(([key, value]) => `    ${JSON.stringify(key)}: ${value}`).join(',\n')}\n  }`
}

function pointText([x, y]: readonly [number, number]): string {
  return `[${Math.round(x)}, ${Math.round(y)}]`
}

/** Prints a layout: one node a line, sorted, whole pixels, so that a moved card is one changed line. */
export function printLayout(layout: Layout): string {
  const parts = [
    `  "apiVersion": ${JSON.stringify(layout.apiVersion)}`,
    `  "kind": ${JSON.stringify(layout.kind)}`,
    `  "workflow": ${JSON.stringify(layout.workflow)}`,
    lines('nodes', sorted(layout.nodes).map(([id, place]) => [id, pointText(place)] as const)),
    ...(layout.bends === undefined || Object.keys(layout.bends).length === 0
      ? []
      : [lines('bends', sorted(layout.bends).map(([id, places]) => [id, `[${places.map(pointText).join(', ')}]`] as const))]),
    ...(layout.notes === undefined || Object.keys(layout.notes).length === 0
      ? []
      : [lines('notes', sorted(layout.notes).map(([id, note]) => [id, `{ "at": ${pointText(note.at)}, "text": ${JSON.stringify(note.text)} }`] as const))]),
  ]
  return `{\n${parts.join(',\n')}\n}\n`
}
