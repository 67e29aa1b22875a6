import { open } from 'node:fs/promises'

/** The bytes of a file, or undefined where it has more than `most`; what is not a file with a size, such as a device, is read no further either. */
export async function readBounded(path: string, most: number): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > most) return undefined
    const pieces: Buffer[] = []
    let length = 0
    for (;;) {
      const piece = Buffer.allocUnsafe(65_536)
      const { bytesRead } = await file.read(piece, 0, piece.length, null)
      if (bytesRead === 0) return Buffer.concat(pieces)
      length += bytesRead
      if (length > most) return undefined
      pieces.push(piece.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
