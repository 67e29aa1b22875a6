import type { Node } from 'yaml'
import { isSeq } from 'yaml'
import type { Fix } from '../../spec/finding.ts'
import { contentEnd, dashOf, isFirstOnLine, lineStart, nextLine } from '../../spec/node-spans.ts'
import { nodeAt, partAt } from '../../spec/spec-source.ts'
import type { LintContext, LintRule } from '../lint-context.ts'

const slasPath = ['spec', 'slas']

/** Moves the lines of one SLA behind those of the last, so that its comments go with it; undefined where items share lines. */
function moveToEnd({ source, workflow }: LintContext, index: number): Fix | undefined {
  const list = nodeAt(source, slasPath)
  if (!isSeq<Node>(list) || list.flow === true || partAt(source, slasPath) !== undefined) return undefined
  const { text } = source
  const dashes = list.items.map((item) => dashOf(text, item))
  const last = list.items.at(-1)
  const from = dashes[index]
  const next = dashes[index + 1]
  if (last === undefined || from === undefined || next === undefined || dashes.some((dash) => dash === undefined || !isFirstOnLine(text, dash))) return undefined
  const start = lineStart(text, from)
  const moved = text.slice(start, lineStart(text, next))
  const end = nextLine(text, contentEnd(text, last))
  const closed = text.charAt(end - 1) === '\n'
  return {
    title: `Move ${workflow.spec.slas?.[index]?.id ?? 'it'} to the end`,
    edits: [{ offset: start, length: moved.length, text: '' }, { offset: end, length: 0, text: closed ? moved : `\n${moved.replace(/\r?\n$/, '')}` }],
  }
}

/** LUM405: the last SLA matches everything, and only the last one does. */
export const slaOrder: LintRule = (context) => {
  const { workflow, report } = context
  const slas = workflow.spec.slas ?? []
  const open = slas.findIndex((sla) => sla.when === undefined)
  const last = slas.at(-1)
  if (last === undefined) return []
  if (open === -1) return [report('LUM405', { problem: `The last SLA, ${last.id}, has a condition, so some tickets have none`, hint: 'Add one without when at the end.' }, [...slasPath, slas.length - 1, 'when'])]
  const others = slas.slice(open + 1)
  // Where several match everything, one of them is too many, and only its author knows which.
  const fix = others.length > 0 && others.every((sla) => sla.when !== undefined) ? moveToEnd(context, open) : undefined
  const name = slas[open]?.id ?? ''
  return others.map((sla, index) => report('LUM405', { problem: `SLA ${sla.id} is never reached: ${name} before it matches everything`, hint: `Move ${name} to the end.` }, [...slasPath, open + 1 + index, 'id'], fix === undefined ? {} : { fix }))
}
