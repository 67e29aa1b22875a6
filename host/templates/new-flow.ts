import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative } from 'node:path'
import { isMap, isScalar, parseDocument } from 'yaml'
import { applySplices } from '../../core/spec/apply-splices.ts'
import { parseLayout, printLayout } from '../../core/spec/layout.ts'
import { withSchemaComment } from '../../core/spec/schema-comment.ts'
import { scalarText } from '../../core/spec/yaml-text.ts'
import { userError } from '../user-error.ts'
import { atomicWrite } from '../files/atomic-write.ts'
import { fileError } from '../files/file-error.ts'
import { filesUnder } from '../files/files-under.ts'
import { layoutPathFor } from '../files/layout-path.ts'
import { makeFolder } from '../files/make-folder.ts'
import { putSchemaBeside } from '../files/schema-beside.ts'
import { openTemplate } from './template-files.ts'

/** A file that a new flow consists of. */
export type NewFile = { readonly path: string; readonly content: string | Uint8Array }

/** The name of a flow that its file name stands for: a DNS label. */
export function nameFromFile(path: string): string {
  const stem = stemOf(path).normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63).replace(/-+$/, '')
  return stem === '' ? 'flow' : stem
}

function stemOf(path: string): string {
  return basename(path).replace(/(?:\.lumos)?\.(?:ya?ml|json)$/iu, '')
}

function titleFromFile(path: string): string {
  const words = stemOf(path).replace(/[-_.\s]+/g, ' ').trim()
  return words === '' ? 'New flow' : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Everything that a new flow from a template consists of: the flow under its own name, and beside it layout, scenario, articles and sample tickets. */
export async function newFlowFiles(flowsDir: string, templateId: string, path: string, title: string = titleFromFile(path)): Promise<readonly NewFile[]> {
  const { flow, scenarioText, ticketsPath, knowledgePath } = await openTemplate(flowsDir, templateId)
  const name = nameFromFile(path)
  const beside = (suffix: string): string => join(dirname(path), `${stemOf(path)}${suffix}`)
  const layout = flow.layoutText === null ? undefined : parseLayout(flow.layoutText).layout
  const articles = knowledgePath === null ? [] : (await stat(knowledgePath)).isDirectory() ? await filesUnder(knowledgePath) : [knowledgePath]
  const knowledge = await Promise.all(articles.map(async (article): Promise<NewFile> => ({ path: knowledgePath === article ? beside(`.knowledge${extname(article)}`) : join(beside('.knowledge'), relative(knowledgePath ?? '', article)), content: await readFile(article) })))
  return [
    { path, content: withMetadata(flow.text, { name, title }) },
    ...(layout === undefined ? [] : [{ path: layoutPathFor(path), content: printLayout({ ...layout, workflow: name }) }]),
    ...(scenarioText === null ? [] : [{ path: beside('.scenario.lumos.yaml'), content: withSchemaComment(withMetadata(scenarioText, { name: `${name.slice(0, 58)}-base` })) }]),
    ...(ticketsPath === null ? [] : [{ path: beside(`.tickets${extname(ticketsPath)}`), content: await readFile(ticketsPath) }]),
    ...knowledge,
  ]
}

/** The text with other values of metadata; everything else stays as it was written. */
function withMetadata(text: string, values: Readonly<Record<string, string>>): string {
  const document = parseDocument(text)
  const metadata = document.get('metadata', true)
  if (!isMap(metadata)) throw new Error('A template has no metadata.')
  const splices = Object.entries(values).map(([key, value]) => {
    const node = metadata.get(key, true)
    if (!isScalar(node) || node.range === undefined || node.range === null) throw new Error(`The metadata of a template has no ${key}.`)
    return { start: node.range[0], end: node.range[1], text: scalarText(value, { flow: false, condition: false }) }
  })
  return applySplices(text, splices)
}

/** Writes the files of a new flow, and the schema for editors beside it; where one of them exists nothing is written. */
export async function writeNewFlow(files: readonly NewFile[]): Promise<readonly string[]> {
  for (const { path } of files) {
    const found = await stat(path).catch(() => null)
    if (found !== null) throw userError('new.exists', `"${path}" exists already. Nothing was written.`, 'Choose another file name, or move that file away.')
  }
  for (const { path, content } of files) {
    try {
      await makeFolder(dirname(path))
    } catch (thrown) {
      throw fileError(thrown, 'make the folder', dirname(path))
    }
    await atomicWrite(path, content, `"${basename(path)}"`)
    if (typeof content === 'string') await putSchemaBeside(path, content)
  }
  return files.map(({ path }) => path)
}
