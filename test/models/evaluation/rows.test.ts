import { describe, expect, it } from 'vitest'
import { DataTableReader } from '../../../models/evaluation/data-table.ts'
import type { DataTable } from '../../../models/evaluation/data-table.ts'
import { EvaluationError } from '../../../models/evaluation/evaluation-error.ts'
import { choiceRows, inboundRows, labelRows, REQUEST_COLUMNS, TONES } from '../../../models/evaluation/labelled-rows.ts'
import { corpusArticles, retrievalQueries } from '../../../models/evaluation/retrieval-rows.ts'
import { rowsWhere } from '../../../models/evaluation/row-cells.ts'

function table(file: string, text: string): DataTable {
  const reader = new DataTableReader(file)
  reader.push(text)
  return reader.end()
}

function failure(work: () => unknown): EvaluationError {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return thrown
  }
  throw new Error('There was no EvaluationError.')
}

describe('labelled rows', () => {
  it('leave out rows without a tone, and keep what a row weighs', () => {
    const rows = choiceRows(table('t.jsonl', '{"text":"a","tone":"neutral","weight":0.5}\n{"text":"b","tone":null}\n{"text":"c","tone":"confused"}\n'), 'tone', TONES, ['text'])
    expect(rows.map(({ text, label, weight }) => [text, label, weight])).toEqual([['a', 'neutral', 0.5], ['c', 'confused', undefined]])
  })

  it('join title and text, and say what stands twice once', () => {
    const rows = labelRows(table('t.csv', 'title,text,label\nHelp,It broke,x\nSame,Same,y\n,Only text,x\n'), undefined, REQUEST_COLUMNS)
    expect(rows.map(({ text }) => text)).toEqual(['Help\nIt broke', 'Same', 'Only text'])
  })

  it('take the intent where there is no label, and the column that is named before both', () => {
    const data = table('t.csv', 'text,intent,category\na,i,c\n')
    expect(labelRows(data, undefined, ['text'])[0]?.label).toBe('i')
    expect(labelRows(data, 'category', ['text'])[0]?.label).toBe('c')
  })

  it('know an automatic message by its column', () => {
    expect(inboundRows(table('t.jsonl', '{"text":"a","label":"ham","auto":true}\n{"text":"b","label":"ham","auto":false}\n')).map(({ label }) => label)).toEqual(['auto', 'ham'])
  })
})

describe('retrieval rows', () => {
  const corpus = corpusArticles(table('c.csv', 'id,title,text\n1,A,one\n2,B,two\n'))

  it.each([
    ['a JSON list', '{"query":"q","relevant":["1","2"]}', 'q.jsonl'],
    ['a list of numbers', '{"query":"q","relevant":[1,2]}', 'q.jsonl'],
    ['text with spaces', 'query,relevant\nq,1 2', 'q.csv'],
    ['text with semicolons', 'query,relevant\nq,1;2', 'q.csv'],
    ['a JSON list in a cell', 'query,relevant\nq,"[""1"",""2""]"', 'q.csv'],
  ])('read the relevant ids from %s', (_name, text, file) => {
    expect(retrievalQueries(table(file, text), corpus, 'c.csv')[0]?.relevant).toEqual(['1', '2'])
  })
})

describe('what is wrong in a file', () => {
  const corpus = corpusArticles(table('c.csv', 'id,text\n1,one\n'))

  it.each([
    ['a column that is not there', () => labelRows(table('t.csv', 'text,topic\na,b\n'), undefined, ['text']), 'column.missing', 't.csv:1: There is no column "label" or "intent" or "category"'],
    ['no column of text', () => labelRows(table('t.csv', 'body,label\na,b\n'), undefined, ['text']), 'column.missing', 't.csv:1: There is no column "text"'],
    ['a tone that is none', () => choiceRows(table('t.csv', 'text,tone\na,neutral\nb,angry\n'), 'tone', TONES, ['text']), 'label.unknown', 't.csv:3:2: "angry" in the column "tone" is none of frustrated'],
    ['an empty label', () => labelRows(table('t.csv', 'text,label\na,\n'), undefined, ['text']), 'value.invalid', 't.csv:2:2: '],
    ['a weight that is no number', () => choiceRows(table('t.csv', 'text,tone,weight\na,neutral,much\n'), 'tone', TONES, ['text']), 'value.invalid', 't.csv:2: "much"'],
    ['an item that is neither ham nor spam', () => inboundRows(table('t.csv', 'text,label\na,junk\n')), 'label.unknown', 't.csv:2:2: "junk"'],
    ['an id that stands twice', () => corpusArticles(table('c.csv', 'id,text\n1,one\n1,two\n')), 'value.invalid', 'c.csv:3:1: The id "1" was already used on line 2.'],
    ['a document that is not there', () => retrievalQueries(table('q.csv', 'query,relevant\nq,9\n'), corpus, 'c.csv'), 'document.unknown', 'q.csv:2:2: The document "9" is not in "c.csv".'],
    ['a question that nothing answers', () => retrievalQueries(table('q.jsonl', '{"query":"q","relevant":[]}'), corpus, 'c.csv'), 'value.invalid', 'q.jsonl:1: '],
    ['a choice of rows that leaves none', () => rowsWhere(table('t.csv', 'text,source\na,x\n'), [{ column: 'source', value: 'y' }]), 'rows.tooFew', 't.csv: No row has source = y.'],
    ['a choice by a column that is not there', () => rowsWhere(table('t.csv', 'text\na\n'), [{ column: 'source', value: 'y' }]), 'column.missing', 't.csv:1: There is no column "source"'],
  ])('%s is said with its place', (_name, work, code, start) => {
    const error = failure(work)
    expect(error.code).toBe(code)
    expect(error.message).toContain(start)
    expect(error.message.startsWith(start.slice(0, 6))).toBe(true)
    expect(error.hint).not.toBe('')
  })

  it('chooses rows by a number however it is written', () => {
    expect(rowsWhere(table('t.jsonl', '{"w":1}\n{"w":0.5}\n'), [{ column: 'w', value: '1.0' }]).rows).toHaveLength(1)
  })
})
