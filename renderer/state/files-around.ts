import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import type { ProjectFile } from '../../core/spec/project-files.ts'
import { host } from '../host.ts'

const known = new Map<string, readonly ProjectFile[]>()
const asked = new Set<string>()

/** What lies around a saved flow, as far as the host has said; `news` is called when it says more. */
export function surroundingsOf(path: string | null, news: () => void): LintSurroundings {
  if (path === null) return { files: [] }
  if (!asked.has(path)) {
    asked.add(path)
    void ask(path, news)
  }
  const files = known.get(path)
  return files === undefined ? {} : { files }
}

/** Asks again at the next check: the files may have changed while another program was in front. */
export function forgetSurroundings(): void {
  asked.clear()
}

async function ask(path: string, news: () => void): Promise<void> {
  const files = await host().call('files.around', { path }).catch(() => [])
  if (sameFiles(files, known.get(path))) return
  known.set(path, files)
  news()
}

function sameFiles(left: readonly ProjectFile[], right: readonly ProjectFile[] | undefined): boolean {
  return right !== undefined && left.length === right.length && left.every((file, index) => file.name === right[index]?.name && file.text === right[index].text)
}
