import { AppError } from '../../api/app-error.ts'

/** The encodings we read. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What the first bytes of a file tell of its encoding; `utf-8` is a guess that a later byte may refute. */
export type EncodingGuess = { readonly encoding: TextEncoding; readonly bomBytes: number }

/** Guesses a file's encoding from its first bytes, and refuses what is no text, with a word on what it seems to be. */
export function guessEncoding(head: Uint8Array, name: string): EncodingGuess {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 }
  const foreign = foreignFormat(head)
  if (foreign !== null) throw binaryError(name, foreign.is, foreign.hint)
  const zeros = countZeros(head)
  // Mostly Latin text in UTF-16 has every second byte zero, always on the same side.
  if (zeros.odd > head.length * 0.3 && zeros.even === 0) return { encoding: 'utf-16le', bomBytes: 0 }
  if (zeros.even > head.length * 0.3 && zeros.odd === 0) return { encoding: 'utf-16be', bomBytes: 0 }
  if (head.some(isForeignByte)) throw binaryError(name, 'no text file', 'Choose a text file: CSV, JSON Lines, YAML, Markdown or HTML.')
  return { encoding: 'utf-8', bomBytes: 0 }
}

/** Decodes a whole file; bytes that are no UTF-8 are read as Windows-1252, which the answer says. */
export function decodeText(bytes: Uint8Array, name: string): { readonly text: string; readonly encoding: TextEncoding } {
  const guess = guessEncoding(bytes.subarray(0, 65_536), name)
  const body = bytes.subarray(guess.bomBytes)
  try {
    const decoder = createDecoder(guess.encoding)
    return { text: decoder.decode(body) + decoder.end(), encoding: guess.encoding }
  } catch {
    return { text: decodeWindows1252(body), encoding: 'windows-1252' }
  }
}

/** A decoder of text that comes in pieces; the UTF-8 one throws at a byte that is none. */
export type PieceDecoder = { decode(bytes: Uint8Array): string; end(): string }

/** Makes the decoder of an encoding. */
export function createDecoder(encoding: TextEncoding): PieceDecoder {
  if (encoding === 'windows-1252') return { decode: decodeWindows1252, end: () => '' }
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
  return { decode: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
}

const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

// Node's own decoder of this name reads 0x80 to 0x9f as Latin-1, which loses the euro sign and the quotes.
function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin.replace(/[\u0080-\u009f]/gu, (letter) => windows1252.charAt(letter.charCodeAt(0) - 0x80))
}

const formats: readonly { readonly magic: readonly number[]; readonly is: string; readonly hint: string }[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], is: 'a ZIP archive or an Office document', hint: 'Save a spreadsheet as CSV; unpack an archive first.' },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], is: 'an old Office document', hint: 'Open it in a spreadsheet program and save it as CSV.' },
  { magic: [0x25, 0x50, 0x44, 0x46], is: 'a PDF', hint: 'Export the text as Markdown or HTML.' },
  { magic: [0x89, 0x50, 0x4e, 0x47], is: 'a picture', hint: 'Choose a text file.' },
  { magic: [0xff, 0xd8, 0xff], is: 'a picture', hint: 'Choose a text file.' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], is: 'compressed with Zstandard', hint: 'Unpack it first, or compress it with gzip.' },
  { magic: [0x42, 0x5a, 0x68], is: 'compressed with bzip2', hint: 'Unpack it first, or compress it with gzip.' },
]

function foreignFormat(head: Uint8Array): { readonly is: string; readonly hint: string } | null {
  return formats.find(({ magic }) => magic.every((byte, index) => head[index] === byte)) ?? null
}

function countZeros(head: Uint8Array): { readonly even: number; readonly odd: number } {
  let even = 0
  let odd = 0
  for (const [index, byte] of head.entries()) {
    if (byte === 0 && index % 2 === 0) even += 1
    if (byte === 0 && index % 2 === 1) odd += 1
  }
  return { even, odd }
}

function isForeignByte(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b && byte !== 0x1a)
}

function binaryError(name: string, is: string, hint: string): AppError {
  return new AppError({ code: 'file.binary', kind: 'user', message: `Could not read "${name}": it is ${is}.`, hint })
}
