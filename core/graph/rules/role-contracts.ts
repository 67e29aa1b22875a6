import type { TypeExpr } from '../../spec/workflow.ts'
import type { JsonValue } from '../../spec/json-value.ts'
import { toJson } from '../../spec/print-new-spec.ts'
import type { LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'

function kindOf(type: TypeExpr): string {
  return typeof type === 'string' ? type : type.type
}

/** Whether outputs of the declared type are what the role must give; limits, labels and optionality are the author's. */
function answers(declared: TypeExpr, required: TypeExpr): boolean {
  if (kindOf(declared) !== kindOf(required)) return false
  if (typeof declared === 'string' || typeof required === 'string') return true
  if (declared.type === 'list' && required.type === 'list') return answers(declared.items, required.items)
  if (declared.type === 'object' && required.type === 'object') {
    const { fields } = declared
    return Object.entries(required.fields).every(([name, type]) => {
      const field = fields[name]
      return field !== undefined && answers(field, type)
    })
  }
  return true
}

function typeText(type: TypeExpr): string {
  if (typeof type === 'string') return type
  return type.type === 'list' ? `list of ${typeText(type.items)}` : type.type === 'object' ? `object with ${Object.keys(type.fields).join(', ')}` : type.type
}

/** LUM204 and LUM001: an agent declares what its role must output, and parameters that its role takes. */
export const roleContracts: LintRule = ({ source, workflow, roles, report }) =>
  Object.entries(workflow.spec.agents).flatMap(([id, agent]) => {
    const contract = roles.contractOf(agent.role)
    if (contract === undefined) return []
    const path = ['spec', 'agents', id]
    const outputs = Object.entries(contract.requiredOutputs).flatMap(([output, type]) => {
      const declared = agent.outputs[output]
      if (declared !== undefined && answers(declared, type)) return []
      const value: JsonValue = toJson(type)
      const fix = modelFix(source, `${declared === undefined ? 'Add' : 'Correct'} output ${output}`, [{ path: [...path, 'outputs', output], value }])
      const problem = declared === undefined ? 'it is missing' : `it is declared as ${typeText(declared)}`
      return [report('LUM204', { agent: id, role: agent.role, output, type: typeText(type), problem }, declared === undefined ? [...path, 'outputs'] : [...path, 'outputs', output], { part: declared === undefined ? 'key' : 'value', ...(fix === undefined ? {} : { fix }) })]
    })
    const params = contract.checkParams(agent.params).map((problem) => {
      const where = `Agent ${id}:`
      const at = [...path, 'params', ...problem.path]
      return report('LUM001', { where, problem: sentenceEnd(problem.message), hint: problem.hint }, at)
    })
    return [...outputs, ...params]
  })

// The template of LUM001 ends with a full stop of its own.
function sentenceEnd(message: string): string {
  return message.replace(/\.$/, '')
}
