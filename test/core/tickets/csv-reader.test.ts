import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { CsvReader } from '../../../core/tickets/csv-reader.ts'

function read(pieces: readonly string[]): { line: number; cells: readonly string[] }[] {
  const reader = new CsvReader()
  return [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.end()]
}

const cell = fc.stringMatching(/^[ab",;\n\r é'|]{0,8}$/)
const table = fc.integer({ min: 2, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))

describe('CsvReader', () => {
  it('reads what another library writes, for any cells', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, newline) => {
        // A header decides the delimiter, as in real files.
        const all = [rows[0]?.map((_, index) => `column${index}`) ?? [], ...rows]
        const text = Papa.unparse(all, { newline, quotes: true })
        expect(read([text]).map((record) => record.cells)).toEqual(all)
      }),
    )
  })

  it('reads as another library reads, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab ]{0,4}(,"[ab,\n ]{0,5}"|,[ab ]{0,4})$/), { maxLength: 6 }), (lines) => {
        const text = ['one,two', ...lines].join('\n')
        const theirs = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data
        expect(read([text]).map((record) => record.cells)).toEqual(theirs)
      }),
    )
  })

  it('does not depend on where the pieces of a file are cut', () => {
    const text = '\ufeffid;text\r\n1;"a;b\r\n""c"""\r2;d\n\n3;"";\r\n4;"é"x\n5;last'
    const whole = read([text])
    expect(whole.map((record) => record.cells)).toEqual([['id', 'text'], ['1', 'a;b\r\n"c"'], ['2', 'd'], ['3', '', ''], ['4', 'éx'], ['5', 'last']])
    expect(whole.map((record) => record.line)).toEqual([1, 2, 4, 6, 7, 8])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length]
        expect(read(at.slice(1).map((to, index) => text.slice(at[index], to)))).toEqual(whole)
      }),
    )
  })

  it('says on which line a quote opens that is never closed', () => {
    const reader = new CsvReader()
    reader.push('a,b\n1,2\n3,"4\n5,6\n')
    reader.end()
    expect(reader.unclosedQuoteAt).toBe(3)
  })

  it.each([['a\tb\n1\t2', ['a', 'b']], ['a|b\n1|2', ['a', 'b']], ['"a,1";b\n1;2', ['a,1', 'b']]])('finds the delimiter of %j', (text, header) => {
    expect(read([text])[0]?.cells).toEqual(header)
  })
})
