import { stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { fileError } from '../../../host/files/file-error.ts'
import { filesUnder } from '../../../host/files/files-under.ts'
import { userError } from '../../../host/user-error.ts'

/** A file to check: how the user sees it named, and where it lies; a dash stands for what comes in on standard input. */
export type InputFile = { readonly shown: string; readonly path: string }

const specFile = /\.lumos\.(?:ya?ml|json)$/iu
const magic = /[*?[{]/u

/** The files that arguments name: files as they are, the LUMOS files under folders, the files that patterns fit; each once, in the order of the arguments. */
export async function inputFiles(args: readonly string[], cwd: string): Promise<{ readonly files: readonly InputFile[]; readonly problems: readonly unknown[] }> {
  const found = new Map<string, InputFile>()
  const problems: unknown[] = []
  for (const argument of args) {
    try {
      for (const file of await filesOf(argument, cwd)) if (!found.has(file.path)) found.set(file.path, file)
    } catch (thrown) {
      problems.push(thrown)
    }
  }
  return { files: [...found.values()], problems }
}

async function filesOf(argument: string, cwd: string): Promise<readonly InputFile[]> {
  if (argument === '-') return [{ shown: 'stdin', path: '-' }]
  const path = resolve(cwd, argument)
  const found = await stat(path).catch(() => null)
  // A file may have a star in its name; only what is no file is taken as a pattern.
  if (found === null && magic.test(argument)) return filesFitting(argument, cwd)
  if (found?.isDirectory() !== true) return [{ shown: argument, path }]
  const inside = (await under(path)).filter((file) => specFile.test(file))
  if (inside.length === 0) throw userError('validate.noFiles', `There is no LUMOS file in "${argument}".`, 'Their names end in .lumos.yaml; name a file of another name itself.')
  return inside.map((file) => ({ shown: join(argument, relative(path, file)), path: file }))
}

async function filesFitting(pattern: string, cwd: string): Promise<readonly InputFile[]> {
  const parts = pattern.split(/[\\/]/u)
  const first = parts.findIndex((part) => magic.test(part))
  const base = parts.slice(0, first).join('/')
  const start = base === '' && pattern.startsWith('/') ? '/' : base === '' ? '.' : base
  const expression = globExpression(parts.slice(first).join('/'))
  const folder = resolve(cwd, start)
  const fitting = (await under(folder)).filter((file) => expression.test(relative(folder, file).split(sep).join('/')))
  if (fitting.length === 0) throw userError('validate.noFiles', `No file fits "${pattern}".`, 'Check the pattern: * stands for a part of a name, ** for any folders.')
  return fitting.map((file) => ({ shown: start === '.' ? relative(folder, file) : join(start, relative(folder, file)), path: file }))
}

async function under(folder: string): Promise<readonly string[]> {
  try {
    return await filesUnder(folder)
  } catch (thrown) {
    throw fileError(thrown, 'list the folder', folder)
  }
}

/** What a pattern means: `*` and `?` within a name, `**` across folders, `{a,b}` either, `[a-z]` one of. */
export function globExpression(pattern: string): RegExp {
  let source = ''
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at)
    const set = letter === '[' ? /^\[(!?)([^\]\\]+)\]/u.exec(pattern.slice(at)) : null
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*'
      at += 2
    } else if (pattern.startsWith('**', at)) {
      source += '.*'
      at += 1
    } else if (letter === '*') source += '[^/]*'
    else if (letter === '?') source += '[^/]'
    else if (set !== null) {
      source += `[${set[1] === '!' ? '^' : ''}${(set[2] ?? '').replaceAll('^', '\\^')}]`
      at += set[0].length - 1
    } else if (letter === '{' && pattern.includes('}', at)) {
      const end = pattern.indexOf('}', at)
      source += `(?:${pattern.slice(at + 1, end).split(',').map((part) => globExpression(part).source.slice(1, -1)).join('|')})`
      at = end
    } else source += letter.replace(/[\\^$.|?*+()[\]{}]/u, '\\$&')
  }
  return new RegExp(`^${source}$`, 'u')
}
