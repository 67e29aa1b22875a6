import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { ReplyBank } from '../../core/simulation/reply-bank.ts'
import { fileError, isMissingFile } from '../files/file-error.ts'
import { userError } from '../user-error.ts'

const texts = z.array(z.string().min(1)).readonly()
/** The form of a file with replies. */
export const replyBankSchema = z.object({ confirmed: texts, unresolved: texts, angry: texts, clarified: texts })

/** The replies that stand in for customers where the history has none, as the product brings them; null where it brings none. */
export async function readReplyBank(flowsDir: string): Promise<ReplyBank | null> {
  try {
    return replyBankSchema.parse(JSON.parse(await readFile(join(flowsDir, 'reply-bank.json'), 'utf8')))
  } catch (thrown) {
    if (isMissingFile(thrown)) return null
    throw thrown
  }
}

/** The replies of a file that a scenario names. */
export async function readReplyBankFile(path: string): Promise<ReplyBank> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => { throw fileError(thrown, `read the replies in "${basename(path)}"`, path) })
  const read = replyBankSchema.safeParse(jsonOf(text))
  if (read.success) return read.data
  throw userError('replies.invalid', `"${basename(path)}" holds no replies of customers.`, 'Write JSON with four lists of texts: confirmed, unresolved, angry, clarified.')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
