import { readdirSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { parseLayout, type Layout } from '../../core/spec/layout.ts'
import { parseMarkdownArticle } from '../../core/knowledge/parse-markdown-article.ts'
import type { Article } from '../../core/knowledge/article.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { parseTickets } from '../../core/tickets/parse-tickets.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'

const flowsFolder = new URL('../../flows/', import.meta.url)

const templateSchema = z.strictObject({
  id: z.string(),
  title: z.string().min(1),
  sentence: z.string().min(1),
  family: z.string(),
  tickets: z.string().optional(),
  knowledge: z.string().optional(),
  scenario: z.string(),
  replyBank: z.string().optional(),
})

/** A template of the start screen with everything that its folder holds. */
export type Template = {
  readonly id: string
  readonly info: z.output<typeof templateSchema>
  readonly specText: string
  readonly workflow: Workflow
  readonly layout: Layout
  readonly scenarioText: string
  readonly tickets: readonly Ticket[]
  readonly ticketProblems: readonly string[]
  readonly articles: readonly Article[]
}

/** The text of a file of the flows folder. */
export function flowFile(path: string): string {
  return readFileSync(new URL(path, flowsFolder), 'utf8')
}

/** The ids of all templates. */
export const templateIds = ['customer-support', 'it-service-desk', 'from-scratch'] as const

/** Every folder of the flows folder. */
export function folders(): readonly string[] {
  return readdirSync(flowsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/** Reads a template as the application does. */
export function readTemplate(id: string): Template {
  const info = templateSchema.parse(JSON.parse(flowFile(`${id}/template.json`)))
  const specText = flowFile(`${id}/${id}.lumos.yaml`)
  const { workflow, findings } = parseSpec(specText)
  if (workflow === undefined) throw new Error(`${id} cannot be read: ${findings.map((finding) => finding.message).join(' ')}`)
  const layout = parseLayout(flowFile(`${id}/${id}.layout.json`))
  if (layout.kind === 'unreadable') throw new Error(layout.problem)
  const parsed = info.tickets === undefined ? undefined : parseTickets(flowFile(`${id}/${info.tickets}`), 'jsonl', info.tickets)
  const files = info.knowledge === undefined ? [] : readdirSync(new URL(`${id}/${info.knowledge}/`, flowsFolder)).sort()
  return {
    id,
    info,
    specText,
    workflow,
    layout: layout.layout,
    scenarioText: flowFile(`${id}/${info.scenario}`),
    tickets: parsed?.tickets ?? [],
    ticketProblems: (parsed?.problems ?? []).map((problem) => `${problem.line}: ${problem.message}`),
    articles: files.flatMap((file) => parseMarkdownArticle(file, flowFile(`${id}/${info.knowledge ?? ''}/${file}`)).articles),
  }
}
