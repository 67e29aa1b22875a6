import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../api/app-error.ts'
import type { OpenedTemplate, TemplateInfo } from '../../api/model.ts'
import { withSchemaComment } from '../../core/spec/schema-comment.ts'
import { isMissingFile } from '../files/file-error.ts'
import { filesUnder } from '../files/files-under.ts'
import { textDigest } from '../files/text-digest.ts'
import { countLines } from './count-lines.ts'

const templateSchema = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  tickets: z.string().nullable().default(null),
  knowledge: z.string().nullable().default(null),
  scenario: z.string().nullable().default(null),
})
const flowSchema = z.object({ spec: z.object({ flow: z.object({ nodes: z.record(z.string(), z.unknown()) }) }) })

type Template = z.output<typeof templateSchema>

/** The templates that come with the app, in the order of their folders' names, the empty one last. */
export async function listTemplates(flowsDir: string): Promise<readonly TemplateInfo[]> {
  const infos = await Promise.all((await readTemplates(flowsDir)).map((template) => describeTemplate(flowsDir, template)))
  return infos.sort((a, b) => Number(a.tickets === 0) - Number(b.tickets === 0))
}

/** Opens a template as a flow that was never saved, with the paths of its sample data. */
export async function openTemplate(flowsDir: string, id: string): Promise<OpenedTemplate> {
  const template = (await readTemplates(flowsDir)).find((candidate) => candidate.id === id)
  if (template === undefined) {
    throw new AppError({ code: 'templates.unknown', kind: 'user', message: `There is no template "${id}".`, hint: `Choose one of ${(await listTemplates(flowsDir)).map((template) => template.id).join(', ')}.` })
  }
  const folder = join(flowsDir, id)
  // The schema lies beside the flow once it is saved, wherever that is.
  const text = withSchemaComment(await readFile(join(folder, `${id}.lumos.yaml`), 'utf8'))
  const layoutText = await readFile(join(folder, `${id}.layout.json`), 'utf8').catch(() => null)
  return {
    flow: { path: null, name: template.title, text, layoutText, digest: textDigest(text) },
    ticketsPath: template.tickets === null ? null : join(folder, template.tickets),
    knowledgePath: template.knowledge === null ? null : join(folder, template.knowledge),
    scenarioText: template.scenario === null ? null : await readFile(join(folder, template.scenario), 'utf8'),
  }
}

async function readTemplates(flowsDir: string): Promise<readonly Template[]> {
  const entries = await readdir(flowsDir, { withFileTypes: true }).catch((thrown: unknown) => {
    throw new AppError(
      { code: 'templates.missing', kind: 'environment', message: `The templates are not where they should be ("${flowsDir}").`, hint: 'Install LUMOS Studio again.' },
      { cause: thrown },
    )
  })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const templates = await Promise.all(names.sort().map((name) => readTemplate(join(flowsDir, name))))
  return templates.filter((template) => template !== null)
}

async function readTemplate(folder: string): Promise<Template | null> {
  try {
    return templateSchema.parse(JSON.parse(await readFile(join(folder, 'template.json'), 'utf8')))
  } catch (thrown) {
    if (isMissingFile(thrown)) return null
    throw thrown
  }
}

async function describeTemplate(flowsDir: string, template: Template): Promise<TemplateInfo> {
  const folder = join(flowsDir, template.id)
  const flow = flowSchema.safeParse(parse(await readFile(join(folder, `${template.id}.lumos.yaml`), 'utf8')))
  return {
    id: template.id,
    title: template.title,
    sentence: template.sentence,
    nodes: flow.success ? Object.keys(flow.data.spec.flow.nodes).length : 0,
    tickets: template.tickets === null ? 0 : await countTickets(join(folder, template.tickets)),
    articles: template.knowledge === null ? 0 : await countArticles(join(folder, template.knowledge)),
  }
}

async function countTickets(path: string): Promise<number> {
  const lines = await countLines(path)
  return /\.[ct]sv(?:\.gz)?$/u.test(path) ? Math.max(0, lines - 1) : lines
}

async function countArticles(path: string): Promise<number> {
  if (/\.jsonl(?:\.gz)?$/u.test(path)) return countLines(path)
  const names = await filesUnder(path).catch(() => [])
  return names.filter((name) => /\.(?:md|markdown|html?)$/iu.test(name)).length
}
