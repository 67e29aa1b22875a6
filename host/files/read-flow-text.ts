import { basename } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import { decodeText } from './decode-text.ts'
import { fileError } from './file-error.ts'
import { readBounded } from './read-bounded.ts'
import { textDigest } from './text-digest.ts'

const maxFlowBytes = 4_000_000

/** Reads the text of a flow file, with the digest of its bytes. */
export async function readFlowText(path: string): Promise<{ readonly text: string; readonly digest: string }> {
  try {
    const bytes = await readBounded(path, maxFlowBytes)
    if (bytes === undefined) {
      throw new AppError({
        code: 'flow.tooLarge',
        kind: 'user',
        message: `Could not open "${basename(path)}": it is larger than the 4 MB that a flow may have.`,
        hint: 'Choose a LUMOS flow (a file that ends in .lumos.yaml).',
      })
    }
    return { text: flowText(bytes, basename(path)), digest: textDigest(bytes) }
  } catch (thrown) {
    throw fileError(thrown, `open "${basename(path)}"`, path)
  }
}

/** The text of a flow file's bytes; a byte order mark of UTF-8 stays, so that saving keeps it. Bytes that are no UTF-8 would be other letters after saving. */
export function flowText(bytes: Uint8Array, name: string): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const { text, encoding } = decodeText(bytes, name)
  if (encoding === 'windows-1252') throw new AppError({ code: 'flow.notUtf8', kind: 'user', message: `Could not read "${name}": it holds bytes that are no UTF-8.`, hint: 'Open it in an editor and save it as UTF-8.' })
  return `${marked ? '\ufeff' : ''}${text}`
}
