import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import { decodeText } from './decode-text.ts'
import { fileError } from './file-error.ts'
import { textDigest } from './text-digest.ts'

const maxFlowBytes = 4_000_000

/** Reads the text of a flow file, with the digest of its bytes. */
export async function readFlowText(path: string): Promise<{ readonly text: string; readonly digest: string }> {
  try {
    const { size } = await stat(path)
    if (size > maxFlowBytes) {
      throw new AppError({
        code: 'flow.tooLarge',
        kind: 'user',
        message: `Could not open "${basename(path)}": it is ${Math.round(size / 1e6)} MB, and a flow has at most 4 MB.`,
        hint: 'Choose a LUMOS flow (a file that ends in .lumos.yaml).',
      })
    }
    const bytes = await readFile(path)
    return { text: flowText(bytes, basename(path)), digest: textDigest(bytes) }
  } catch (thrown) {
    throw fileError(thrown, `open "${basename(path)}"`, path)
  }
}

/** The text of a flow file's bytes; a byte order mark of UTF-8 stays, so that saving keeps it. */
export function flowText(bytes: Uint8Array, name: string): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return `${marked ? '\ufeff' : ''}${decodeText(bytes, name).text}`
}
