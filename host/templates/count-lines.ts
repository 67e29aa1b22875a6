import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

/** Counts the lines of a file that are not empty, without holding it; a file that cannot be read has none. */
export async function countLines(path: string): Promise<number> {
  let lines = 0
  let isLineEmpty = true
  try {
    const source = createReadStream(path)
    const chunks: AsyncIterable<Buffer> = path.endsWith('.gz') ? source.pipe(createGunzip()) : source
    for await (const chunk of chunks) {
      for (const byte of chunk) {
        if (byte === 10) isLineEmpty = true
        else if (isLineEmpty && byte !== 13) {
          isLineEmpty = false
          lines += 1
        }
      }
    }
  } catch {
    return 0
  }
  return lines
}
