import { describe, expect, it } from 'vitest'
import { dataFormatOf, DataTableReader } from '../../../models/evaluation/data-table.ts'
import type { DataTable } from '../../../models/evaluation/data-table.ts'
import { EvaluationError } from '../../../models/evaluation/evaluation-error.ts'

function read(file: string, text: string, piece = text.length): DataTable {
  const reader = new DataTableReader(file)
  for (let at = 0; at < text.length; at += Math.max(1, piece)) reader.push(text.slice(at, at + Math.max(1, piece)))
  return reader.end()
}

function failure(file: string, text: string): EvaluationError {
  try {
    read(file, text)
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return thrown
  }
  throw new Error('There was no EvaluationError.')
}

describe('reading rows', () => {
  const csv = 'text,label\r\n"first, with ""quotes""\nand a line",a\r\nsecond,b\r\n'

  it.each([1, 3, 1000])('gives the same rows in pieces of %i characters', (piece) => {
    const table = read('x.csv', csv, piece)
    expect(table.columns).toEqual(['text', 'label'])
    expect(table.rows.map(({ line, cells }) => [line, cells.get('text'), cells.get('label')])).toEqual([[2, 'first, with "quotes"\nand a line', 'a'], [4, 'second', 'b']])
  })

  it('reads JSON Lines with values of any kind, blank lines left out, and no line end at the end', () => {
    const table = read('x.jsonl', '{"text":"a","n":1}\n\n{"text":"b","ids":["x"],"none":null}', 5)
    expect(table.columns).toEqual(['text', 'n', 'ids', 'none'])
    expect(table.rows.map(({ line }) => line)).toEqual([1, 3])
    expect(table.rows[1]?.cells.get('ids')).toEqual(['x'])
  })

  it('tells the format from the text where the name does not', () => {
    expect(read('data.txt', '{"a":1}\n').format).toBe('jsonl')
    expect(read('data.txt', 'a,b\n1,2\n').format).toBe('csv')
    expect(dataFormatOf('DEV.JSONL.gz')).toBe('jsonl')
  })
})

describe('a file that is wrong', () => {
  it.each([
    ['bad.jsonl', '{"a":1}\n{"a":}\n', 'file.json', 'bad.jsonl:2:6: '],
    ['cut.jsonl', '{"a":1}\n{"a":"b', 'file.json', 'cut.jsonl:2:'],
    ['list.jsonl', '[1,2]\n', 'file.json', 'list.jsonl:1:1: '],
    ['cells.csv', 'a,b\n1,2\n3\n', 'file.csv', 'cells.csv:3:2: '],
    ['quote.csv', 'a,b\n1,"2\n3,4\n', 'file.csv', 'quote.csv:2: '],
    ['none.csv', 'a,b\n', 'file.empty', 'none.csv: '],
    ['none.jsonl', '\n', 'file.empty', 'none.jsonl: '],
  ])('%s is refused with its place', (file, text, code, place) => {
    const error = failure(file, text)
    expect(error.code).toBe(code)
    expect(error.message.startsWith(place)).toBe(true)
    expect(error.hint).not.toBe('')
  })
})
