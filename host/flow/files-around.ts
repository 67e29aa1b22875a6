import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import type { FileKindName } from '../../core/spec/kind-of-file.ts'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import { fileError } from '../files/file-error.ts'
import { readFlowText } from '../files/read-flow-text.ts'

/** Where the files around a workflow lie, seen from its folder. */
const folders = ['', 'library', 'environments'] as const

const wanted: ReadonlySet<FileKindName> = new Set(['Library', 'Environment', 'Workflow'])

/** The libraries, environments and other workflows that lie beside a workflow, in `library` and in `environments`; their names begin at its folder. */
export async function filesAround(workflowPath: string): Promise<readonly ProjectFile[]> {
  const home = dirname(workflowPath)
  const files: ProjectFile[] = []
  for (const folder of folders) {
    for (const name of await namesIn(join(home, folder))) {
      const path = join(home, folder, name)
      if (folder === '' && name === basename(workflowPath)) continue
      const text = await textOf(path)
      if (text !== undefined && wanted.has(kindOfFile(text))) files.push({ name: folder === '' ? name : `${folder}/${name}`, text })
    }
  }
  return files
}

/** What lies beside a workflow and cannot be a file of the format has nothing to do with it. */
const unfit: ReadonlySet<string> = new Set(['flow.tooLarge', 'flow.notUtf8', 'file.binary', 'file.EISDIR'])

async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await readFlowText(path)).text
  } catch (thrown) {
    if (thrown instanceof AppError && unfit.has(thrown.code)) return undefined
    throw thrown
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.lumos.yaml')).map((entry) => entry.name).sort()
  } catch (thrown) {
    if (isNoFolder(thrown)) return []
    throw fileError(thrown, `list "${basename(folder)}"`, folder)
  }
}

function isNoFolder(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
}
