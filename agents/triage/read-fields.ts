import type { AgentView } from '../../core/engine/agent-contract.ts'
import type { EnumTypeExpr, TypeExpr } from '../../core/spec/workflow.ts'
import { foldedWords } from '../fold-text.ts'

/** A value taken from a column of the ticket or from the customer's record. */
export type FieldValue = { readonly value: string; readonly reason: string }

const contractColumns = ['contractlevel', 'contract', 'plan', 'subscription', 'supportplan', 'supportlevel', 'servicelevel', 'entitlement', 'package']
const tierColumns = ['tier', 'customertier', 'segment', 'customersegment']
const productColumns = ['product', 'productname', 'device', 'model', 'item']

const columnsOf: Readonly<Record<string, readonly string[]>> = { contractLevel: contractColumns, tier: tierColumns, product: productColumns }

/** The value of an output that the ticket's columns or the customer's record state; `column` is the one that the user named. */
export function readField(view: Pick<AgentView, 'ticket' | 'customer'>, output: string, type: TypeExpr | undefined, column: string | undefined): FieldValue | undefined {
  const wanted = column === undefined ? (columnsOf[output] ?? []) : [squeeze(column)]
  const fields = Object.entries(view.ticket.fields).sort(([one], [other]) => (one < other ? -1 : 1))
  for (const name of wanted) {
    const field = fields.find(([key, text]) => squeeze(key) === name && text.trim() !== '')
    const value = field === undefined ? undefined : fitting(field[1], type)
    if (field !== undefined && value !== undefined) return { value, reason: `the ticket's column ${field[0]} says "${field[1].trim()}"` }
  }
  const tier = view.customer.tier
  if (column === undefined && tier !== undefined && (output === 'tier' || output === 'contractLevel')) {
    const value = fitting(tier, type)
    if (value !== undefined) return { value, reason: `the customer's record says "${tier}"` }
  }
  return undefined
}

function fitting(text: string, type: TypeExpr | undefined): string | undefined {
  if (type === undefined || typeof type === 'string' || type.type !== 'enum') return text.trim()
  return type.values.find((value) => squeeze(value) === squeeze(text)) ?? type.values.find((value) => words(type, value).includes(squeeze(text)))
}

function words(type: EnumTypeExpr, value: string): readonly string[] {
  const label = type.labels?.[value]
  return [...(label?.title === undefined ? [] : [label.title]), ...(label?.examples ?? [])].map(squeeze)
}

function squeeze(text: string): string {
  return foldedWords(text.replace(/_/g, ' ')).join('')
}
