import { resolve } from 'node:path'
import { parseModelChoice } from '../../../models/chosen-model.ts'

/** A model as a command names it; the path of a folder is relative to where the command was given. */
export function modelFromHere(text: string, cwd: string): string {
  const choice = parseModelChoice(text)
  return choice.kind === 'folder' ? resolve(cwd, choice.path) : text
}
