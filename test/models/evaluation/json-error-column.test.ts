import { expect, it } from 'vitest'
import { jsonErrorColumn } from '../../../models/evaluation/json-error-column.ts'

it.each([
  ['{"a":}', 6],
  ['{"a":1,}', 8],
  ['{"a":1', 7],
  ['{"a":"b', 8],
  ['{"a" 1}', 6],
  ['{a:1}', 2],
  ['{"a":1} x', 9],
  ['nothing', 2],
  ['{"text":"a longer line that goes on for a while, so that no snippet of it shows all","b":tru}', 93],
  ['', 1],
])('%s is wrong at %i', (text, column) => {
  expect(jsonErrorColumn(text)).toBe(column)
})
