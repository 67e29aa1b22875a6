import type { InputOf } from '../../api/define-contract.ts'
import type { contract } from '../../api/contract.ts'
import { host } from '../host.ts'
import { browse } from './dialog-store.ts'
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
  const choice = choices[purpose]
  return browse({
    title: mode === 'save' ? 'Save the flow' : choice.title,
    mode: mode === 'save' ? 'save' : choice.mode,
    startAt: picked.startAt,
    suggestedName: suggestedName ?? '',
    endings: choice.endings,
    alsoFolders: choice.alsoFolders,
  })
}
