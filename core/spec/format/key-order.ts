import type { SpecPath } from '../finding.ts'

const words = (text: string): readonly string[] => text.split(' ')

const spec = words('requires context connections uses channels calendars models knowledge memory tools agents teams slas policies monitors triggers migrations flow')
const node = words('kind title description channels agent as tool task team teamFrom assist carry outcome cancelOthers workflow version stage when input branches default arms mode count require remaining armFailure join sample channel until for event text choices await set timeout onTimeout clock retry maxVisits onMaxVisits catch then outcomes')

/** What stands where in a map: each row begins with the keys of the path, a star standing for any id or place. */
const orders: readonly (readonly [path: string, keys: readonly string[]])[] = [
  ['', words('apiVersion kind metadata spec')],
  ['metadata', words('name title version description owners labels annotations')],
  ['spec', spec],
  ['spec requires', words('expressions features')],
  ['spec channels *', words('connection replyWithin transcript')],
  ['spec connections *', words('type baseUrl auth grants')],
  ['spec connections * auth', words('scheme secretRef')],
  ['spec calendars *', words('timezone open closed')],
  ['spec models *', words('provider model baseUrl secretRef maxOutputTokens temperature')],
  ['spec knowledge *', words('source connection trust maxAge')],
  ['spec memory *', words('scope retention redact')],
  ['spec tools *', words('description connection builtin operation mcpTool effect idempotent scopes input output retry timeout')],
  ['spec agents *', words('role title model fallbackModels instructions memory tools knowledge routing rubric params outputs')],
  ['spec teams *', words('title skills languages channels capacity shifts overflowTo')],
  ['spec slas *', words('id when calendar firstResponse resolution warnAt')],
  ['spec monitors *', words('agent events stages timeout')],
  ['spec triggers *', words('id event when sustain rearm stages nodes mode limit cooldown then')],
  ['spec flow', words('stages onError nodes')],
  ['spec flow nodes *', node],
  ['spec flow nodes * branches *', words('id when then')],
  ['spec flow nodes * arms *', words('id when then')],
  ['spec flow nodes * catch *', words('errors when then')],
]

/** The order of the keys of a map; undefined where the author's order stays. */
export function keyOrder(path: SpecPath): readonly string[] | undefined {
  const fits = (pattern: string): boolean => {
    const steps = pattern === '' ? [] : pattern.split(' ')
    return steps.length === path.length && steps.every((step, index) => step === '*' || step === path[index])
  }
  return orders.find(([pattern]) => fits(pattern))?.[1]
}

/** Keys in their order; those that it does not name stay behind the one that they stood behind. */
export function inOrder(keys: readonly string[], order: readonly string[]): readonly string[] {
  const known = keys.filter((key) => order.includes(key)).toSorted((left, right) => order.indexOf(left) - order.indexOf(right))
  return keys.reduce<readonly string[]>((sorted, key, index) => {
    if (order.includes(key)) return sorted
    const previous = keys[index - 1]
    const at = previous === undefined ? 0 : sorted.indexOf(previous) + 1
    return [...sorted.slice(0, at), key, ...sorted.slice(at)]
  }, known)
}
