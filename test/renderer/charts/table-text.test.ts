import { expect, it } from 'vitest'
import { tableText } from '../../../renderer/charts/table-text.ts'

it('a table is copied as a spreadsheet takes it, whatever its words hold', () => {
  expect(tableText({ columns: ['Team', 'People'], rows: [['Front\tline', '2'], ['Back\noffice', '1']] })).toBe('Team\tPeople\nFront line\t2\nBack office\t1')
})
