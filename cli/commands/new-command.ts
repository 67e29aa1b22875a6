import { stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { listTemplates } from '../../host/templates/template-files.ts'
import { newFlowFiles, writeNewFlow } from '../../host/templates/new-flow.ts'
import type { CliIo } from '../cli-io.ts'

const flowsDir = fileURLToPath(new URL('../../flows', import.meta.url))

/** `lumos new`: starts a flow from a template, with its layout, scenario, articles and sample tickets. */
export function newCommand(io: CliIo): Command {
  return new Command('new')
    .description('Start a flow from a template; without arguments, list the templates.')
    .argument('[template]', 'the template to start from')
    .argument('[file]', 'the flow file to write, or a folder for it; the name of the template where it is left out')
    .option('--title <title>', 'the title of the flow; else it is made of the file name')
    .addHelpText('after', '\nExamples:\n  lumos new\n  lumos new customer-support support/acme.lumos.yaml --title "Acme support"\n\nFiles that exist are never overwritten (exit code 2).\n')
    .action(async (template: string | undefined, file: string | undefined, options: { readonly title?: string }) => {
      if (template === undefined) return io.stdout(await templateList())
      const path = await flowPath(template, file, io.cwd)
      const files = await newFlowFiles(flowsDir, template, path, options.title)
      const written = await writeNewFlow(files)
      const shown = (each: string): string => relative(io.cwd, each)
      io.stdout(`${listed(written.map(shown)).join('\n')}\n\nNext:\n  ${nextSteps(written.map(shown)).join('\n  ')}\n`)
    })
}

async function templateList(): Promise<string> {
  const rows = (await listTemplates(flowsDir)).map(({ id, sentence }) => `  ${id}\n      ${sentence}\n`)
  return `Templates:\n${rows.join('')}\nStart one with: lumos new <template> <file>\n`
}

async function flowPath(template: string, file: string | undefined, cwd: string): Promise<string> {
  const named = file ?? `${template}.lumos.yaml`
  const path = resolve(cwd, named)
  const isFolder = /[\\/]$/u.test(named) || (await stat(path).catch(() => null))?.isDirectory() === true
  if (isFolder) return join(path, `${template}.lumos.yaml`)
  return /\.(?:ya?ml|json)$/iu.test(path) ? path : `${path}.lumos.yaml`
}

// Dozens of articles would push what matters off the screen.
function listed(files: readonly string[]): readonly string[] {
  const articles = files.filter((file) => dirname(file).endsWith('.knowledge'))
  const first = articles[0]
  return [...files.filter((file) => !articles.includes(file)), ...(first === undefined ? [] : [`${dirname(first)} (${articles.length} ${articles.length === 1 ? 'article' : 'articles'})`])]
}

function argument(path: string): string {
  return /[^\w./\\:-]/.test(path) ? `"${path}"` : path
}

function nextSteps(files: readonly string[]): readonly string[] {
  const flow = files.find((file) => /\.lumos\.ya?ml$/u.test(file) && !basename(file).includes('.scenario.')) ?? files[0] ?? ''
  const scenario = files.find((file) => file.endsWith('.scenario.lumos.yaml'))
  const tickets = files.find((file) => file.endsWith('.jsonl'))
  const article = files.find((file) => /\.(?:md|html?)$/u.test(file))
  const knowledge = article === undefined ? undefined : article.slice(0, article.lastIndexOf(article.includes('\\') ? '\\' : '/'))
  return [
    `lumos validate ${argument(flow)}`,
    `lumos simulate ${argument(flow)} --tickets ${argument(tickets ?? 'your-tickets.csv')}${knowledge === undefined ? '' : ` --knowledge ${argument(knowledge)}`}${scenario === undefined ? '' : ` --scenario ${argument(scenario)}`}`,
  ]
}
