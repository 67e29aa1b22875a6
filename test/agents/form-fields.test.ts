import { describe, expect, it } from 'vitest'
import { formFields } from '../../agents/form-fields.ts'
import { z } from '../../agents/jitless-zod.ts'
import { ticketTriage } from '../../agents/triage/agent.ts'

describe('formFields', () => {
  it('derives kind, limits and default of every sort of setting', () => {
    const schema = z.strictObject({
      count: z.int().min(1).max(9).default(3).meta({ title: 'Count', unit: 'items', step: 1 }),
      share: z.number().min(0).max(1).default(0.5).meta({ title: 'Share', widget: 'slider' }),
      name: z.string().default('x'),
      on: z.boolean().default(true),
      mode: z.enum(['a', 'b']).default('b'),
      words: z.array(z.string()).default(['w']),
      rows: z.array(z.strictObject({ key: z.string().meta({ title: 'Key' }), points: z.int() })).default([]),
      map: z.record(z.string(), z.number()).optional(),
      inner: z.strictObject({ deep: z.int().default(1) }).prefault({}).meta({ title: 'Inner' }),
    })
    const fields = formFields(schema)
    expect(fields.map(({ name, kind, default: value }) => [name, kind, value])).toEqual([
      ['count', 'number', 3], ['share', 'slider', 0.5], ['name', 'text', 'x'], ['on', 'toggle', true], ['mode', 'select', 'b'],
      ['words', 'list', ['w']], ['rows', 'table', []], ['map', 'table', undefined], ['inner.deep', 'number', 1],
    ])
    expect(fields[0]).toMatchObject({ title: 'Count', min: 1, max: 9, step: 1, unit: 'items' })
    expect(fields[4]?.options).toEqual(['a', 'b'])
    expect(fields[6]?.columns.map((column) => [column.name, column.kind])).toEqual([['key', 'text'], ['points', 'number']])
    expect(fields[7]).toMatchObject({ keyed: true })
    expect(fields[8]?.group).toBe('Inner')
  })

  it('shows the priority rule as points, a table of rules and four bands', () => {
    expect(formFields(ticketTriage.params).map((field) => field.name)).toEqual([
      'threshold', 'products', 'fromFields', 'priority.base', 'priority.add', 'priority.bands.P1', 'priority.bands.P2', 'priority.bands.P3', 'priority.bands.P4',
    ])
    const rules = formFields(ticketTriage.params).find((field) => field.name === 'priority.add')
    expect(rules?.columns.map((column) => [column.name, column.kind])).toEqual([['when', 'condition'], ['points', 'number'], ['because', 'text']])
  })
})
