import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../host/files/decode-text.ts'

const text = 'id;Größe\n1;5 € für Ärger\n'
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

const encodings = [
  { name: 'UTF-8', bytes: Buffer.from(text), encoding: 'utf-8' },
  { name: 'UTF-8 with a byte order mark', bytes: Buffer.from(`\ufeff${text}`), encoding: 'utf-8' },
  { name: 'UTF-16 little-endian with a byte order mark', bytes: Buffer.from(`\ufeff${text}`, 'utf16le'), encoding: 'utf-16le' },
  { name: 'UTF-16 big-endian with a byte order mark', bytes: swapped(Buffer.from(`\ufeff${text}`, 'utf16le')), encoding: 'utf-16be' },
  { name: 'UTF-16 little-endian without a mark', bytes: Buffer.from('id,subject\n1,hello\n', 'utf16le'), encoding: 'utf-16le', text: 'id,subject\n1,hello\n' },
  { name: 'UTF-16 big-endian without a mark', bytes: swapped(Buffer.from('id,subject\n1,hello\n', 'utf16le')), encoding: 'utf-16be', text: 'id,subject\n1,hello\n' },
  { name: 'Windows-1252', bytes: Buffer.from('id;Gr\xf6\xdfe\n1;5 \x80 f\xfcr \xc4rger\n', 'latin1'), encoding: 'windows-1252' },
]

describe('decoding a file', () => {
  for (const { name, bytes, encoding, text: expected } of encodings) {
    it(`reads ${name}`, () => {
      expect(decodeText(bytes, 'f.csv')).toEqual({ text: expected ?? text, encoding })
    })
  }

  const foreign = [
    { name: 'a workbook', bytes: [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00], says: 'Office document', hint: 'CSV' },
    { name: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], says: 'a PDF', hint: 'Markdown' },
    { name: 'some other binary file', bytes: [0x01, 0x02, 0x03, 0x04], says: 'no text file', hint: 'Choose a text file' },
  ]
  for (const { name, bytes, says, hint } of foreign) {
    it(`refuses ${name} and says what it is`, () => {
      expect(() => decodeText(Uint8Array.from(bytes), 'f.csv')).toThrow(expect.objectContaining({ code: 'file.binary', message: expect.stringContaining(says), hint: expect.stringContaining(hint) }))
    })
  }

  it('reads an empty file as an empty text', () => {
    expect(decodeText(new Uint8Array(), 'f.csv').text).toBe('')
  })
})
