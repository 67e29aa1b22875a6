import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ReplyBank } from '../../core/simulation/reply-bank.ts'
import { isMissingFile } from '../files/file-error.ts'

const texts = z.array(z.string().min(1))
const replyBankSchema = z.object({ confirmed: texts, unresolved: texts, angry: texts, clarified: texts })

/** The replies that stand in for customers where the history has none, as the product brings them; null where it brings none. */
export async function readReplyBank(flowsDir: string): Promise<ReplyBank | null> {
  try {
    return replyBankSchema.parse(JSON.parse(await readFile(join(flowsDir, 'reply-bank.json'), 'utf8')))
  } catch (thrown) {
    if (isMissingFile(thrown)) return null
    throw thrown
  }
}
