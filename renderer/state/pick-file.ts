import type { InputOf } from '../../api/define-contract.ts'
import type { contract } from '../../api/contract.ts'
import { host } from '../host.ts'
import { ask, browse } from './dialog-store.ts'
import type { Browse } from './dialog-store.ts'

type Purpose = InputOf<typeof contract, 'files.pick'>['purpose']

const choices: Readonly<Record<Purpose, { readonly title: string; readonly endings: readonly string[]; readonly mode: Browse['mode']; readonly alsoFolders: boolean }>> = {
  flow: { title: 'Open a flow', endings: ['.lumos.yaml', '.lumos.yml', '.yaml', '.yml'], mode: 'open', alsoFolders: false },
  tickets: { title: 'Choose a ticket file', endings: ['.csv', '.jsonl', '.ndjson', '.json', '.tsv'], mode: 'open', alsoFolders: false },
  knowledge: { title: 'Choose a folder or file of articles', endings: ['.md', '.html', '.htm', '.txt', '.json', '.jsonl', '.csv'], mode: 'open', alsoFolders: true },
  knowledgeFile: { title: 'Choose a file of articles', endings: ['.json', '.jsonl', '.csv', '.md', '.html', '.htm', '.txt', '.zip'], mode: 'open', alsoFolders: false },
  scenario: { title: 'Choose a scenario', endings: ['.lumos.yaml', '.yaml', '.yml'], mode: 'open', alsoFolders: false },
  exportFolder: { title: 'Choose where to write the export', endings: [], mode: 'folder', alsoFolders: true },
}

/** Asks for a path: with the system's dialog where there is one, otherwise inside the app. Null means that the user backed out. */
export async function pickFile(purpose: Purpose, mode: 'open' | 'save', suggestedName?: string): Promise<string | null> {
  const picked = await host().call('files.pick', { purpose, mode, suggestedName })
  if (picked.kind === 'picked') return picked.path
  if (picked.kind === 'cancelled') return null
  const { title, endings, alsoFolders, mode: openMode } = choices[purpose]
  if (mode === 'open') return browse({ title, mode: openMode, startAt: picked.startAt, suggestedName: '', endings, alsoFolders })
  let startAt = picked.startAt
  let name = suggestedName ?? ''
  for (;;) {
    const path = await browse({ title: 'Save the flow', mode: 'save', startAt, suggestedName: name, endings, alsoFolders })
    if (path === null || !(await exists(path)) || (await mayReplace(nameOf(path)))) return path
    startAt = folderOf(path)
    name = nameOf(path)
  }
}

async function exists(path: string): Promise<boolean> {
  const { entries } = await host().call('files.list', { path: folderOf(path) })
  return entries.some((entry) => entry.kind === 'file' && entry.path === path)
}

async function mayReplace(name: string): Promise<boolean> {
  const answer = await ask({ title: `Replace “${name}”?`, text: 'A file of this name is there already. Its content will be replaced.', answers: [{ value: 'replace', label: 'Replace the file', look: 'danger' }] })
  return answer === 'replace'
}

function folderOf(path: string): string {
  const folder = path.slice(0, path.length - nameOf(path).length - 1)
  return folder === '' ? '/' : /^[A-Za-z]:$/u.test(folder) ? `${folder}\\` : folder
}

function nameOf(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? path
}
