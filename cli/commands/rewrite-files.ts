import { basename } from 'node:path'
import type { Finding } from '../../core/spec/finding.ts'
import { describeError } from '../../host/describe-error.ts'
import { atomicWrite } from '../../host/files/atomic-write.ts'
import { readFlowText } from '../../host/files/read-flow-text.ts'
import { userError } from '../../host/user-error.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { printFindings } from '../report/print-findings.ts'
import { inputFiles } from './validate/input-files.ts'

/** What a command makes of the text of a file: the same, another one with a word on it, or nothing, because of what is wrong with it. */
export type Rewritten =
  | { readonly kind: 'same'; readonly note?: string }
  | { readonly kind: 'changed'; readonly text: string; readonly note: string; readonly findings?: readonly Finding[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
  | { readonly kind: 'unknown'; readonly message: string; readonly hint: string }

/** Words for a command that rewrites files. */
export type RewriteWords = { readonly would: string; readonly same: string; readonly done: (changed: number, files: number) => string }

/** Rewrites the files that arguments name, or with `check` says which would change; answers the exit code. */
export async function rewriteFiles(args: readonly string[], check: boolean, rewrite: (text: string) => Rewritten, words: RewriteWords, io: CliIo): Promise<number> {
  const { files, problems } = await inputFiles(args, io.cwd)
  let code: number = problems.length > 0 ? exitCodes.cannotRead : exitCodes.ok
  for (const problem of problems) complain(problem, io)
  let changed = 0
  for (const { shown, path } of files) {
    try {
      if (path === '-') throw userError('rewrite.stdin', 'This command rewrites files, and standard input is none.', 'Name a file.')
      const result = rewrite((await readFlowText(path)).text)
      if (result.kind === 'unknown') throw userError('rewrite.unknown', `"${shown}" ${result.message}`, result.hint)
      if (result.kind === 'refused') {
        io.stderr(printFindings(shown, result.findings))
        code = Math.max(code, exitCodes.findings)
        continue
      }
      if (result.kind === 'same') {
        io.stdout(`${shown}: ${result.note ?? words.same}.\n`)
        continue
      }
      changed += 1
      io.stdout(`${shown}: ${check ? words.would : result.note}.\n`)
      if (result.findings !== undefined && result.findings.length > 0) io.stdout(printFindings(shown, result.findings))
      if (check) code = Math.max(code, exitCodes.findings)
      else await atomicWrite(path, result.text, `"${basename(path)}"`)
    } catch (thrown) {
      complain(thrown, io)
      code = exitCodes.cannotRead
    }
  }
  if (files.length > 1) io.stdout(`${words.done(changed, files.length)}\n`)
  return code
}

function complain(thrown: unknown, io: CliIo): void {
  const error = describeError(thrown)
  if (error.kind === 'internal') throw thrown
  io.stderr(`lumos: ${error.message}\n       ${error.hint}\n`)
}
