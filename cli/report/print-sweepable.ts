import type { SweepableField } from '../../core/simulation/what-if/sweepable-fields.ts'

const WIDTH = 100
const kinds = { number: 'a number', duration: 'a span of time', time: 'a time of day' } as const

/** What can be varied, as people read it: a path a line with its present value, the expression beneath where it is a number of one. */
export function printSweepable(fields: readonly SweepableField[], word: string | null): string {
  if (fields.length === 0) return word === null ? 'Nothing of this flow can be varied.\n' : `Nothing that can be varied has "${word}" in its path.\n`
  const width = Math.min(60, Math.max(...fields.map(({ path }) => path.length)))
  const lines = fields.flatMap(({ path, present, valueKind, expression }) => [
    `  ${path.padEnd(width)}  ${String(present.written)}${valueKind === 'number' ? '' : `  (${kinds[valueKind]})`}`,
    ...(expression === null ? [] : [`      in ${shortened(expression, WIDTH - 9)}`]),
  ])
  return `${fields.length} ${fields.length === 1 ? 'field' : 'fields'} can be varied with --vary, each with its present value:\n${lines.join('\n')}\n`
}

/** The same as JSON. */
export function sweepableJson(fields: readonly SweepableField[]): string {
  return `${JSON.stringify(fields.map(({ path, valueKind, present, expression }) => ({ path, kind: valueKind, present: present.written, ...(expression === null ? {} : { expression }) })), null, 2)}\n`
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
