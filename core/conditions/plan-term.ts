import { assertNever } from '../assert-never.ts'
import { firstTimeMs, lastTimeMs, longestDifferenceMs, longestSpanMs } from './cel-time.ts'
import type { ConditionPorts } from './condition-ports.ts'
import { ConditionStop } from './condition-stop.ts'
import type { ConditionType } from './condition-type.ts'
import { isTextual, typeName } from './condition-type.ts'
import type { PathStep, Term } from './term.ts'
import { pathText } from './term.ts'
import type { Value } from './value.ts'
import { isRecord } from './value.ts'

/** What one evaluation works on. */
export type Frame = {
  readonly context: Readonly<Record<string, Value>>
  readonly ports: ConditionPorts | undefined
  readonly locals: Value[]
  /** How many items of lists were walked so far, in all. */
  walked: number
}

/** How many items of lists one evaluation may walk in all: a list in a list is as long as both multiplied. */
export const mostItemsWalked = 100_000

/** A planned condition: plain closures, so that nothing is looked up or decided twice. */
export type Program = (frame: Frame) => Value | ConditionStop

type Result = Value | ConditionStop
type RecordValue = { readonly [key: string]: Value }

const failed = (detail: string): ConditionStop => new ConditionStop('failed', detail)

function fits(value: Value, type: ConditionType): boolean {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'teamRef':
      return typeof value === 'string'
    case 'bool':
      return typeof value === 'boolean'
    case 'int':
    case 'double':
    case 'timestamp':
    case 'duration':
      return typeof value === 'number'
    case 'list':
      return Array.isArray(value)
    case 'record':
      return isRecord(value)
  }
}

// Absence is a missing key, so undefined is what it looks like here.
function stepInto(record: RecordValue, step: PathStep): Value | undefined {
  const value: Value | undefined = record[step.name]
  return value === undefined ? step.fallback : value
}

function planRead(path: readonly PathStep[], type: ConditionType): Program {
  const text = pathText(path)
  const absent = path.map((_, index) => new ConditionStop('absent', pathText(path.slice(0, index + 1))))
  const wrong = failed(`${text} is not ${typeName(type)}`)
  const [root, field] = path
  const rootAbsent = absent[0] ?? wrong
  if (root === undefined) return () => wrong
  if (path.length === 2 && field !== undefined) {
    const fieldAbsent = absent[1] ?? wrong
    return ({ context }) => {
      const record = stepInto(context, root)
      if (record === undefined) return rootAbsent
      if (!isRecord(record)) return wrong
      const value = stepInto(record, field)
      if (value === undefined) return fieldAbsent
      return fits(value, type) ? value : wrong
    }
  }
  return ({ context }) => {
    let value: Value = context
    for (const [index, step] of path.entries()) {
      if (!isRecord(value)) return wrong
      const next = stepInto(value, step)
      if (next === undefined) return absent[index] ?? wrong
      value = next
    }
    return fits(value, type) ? value : wrong
  }
}

function isPresent(context: RecordValue, path: readonly PathStep[]): boolean {
  let value: Value = context
  for (const step of path) {
    if (!isRecord(value)) return false
    const next = stepInto(value, step)
    if (next === undefined) return false
    value = next
  }
  return true
}

function sameValue(left: Value, right: Value): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item: Value, index) => {
      const other: Value | undefined = right[index]
      return other !== undefined && sameValue(item, other)
    })
  }
  return left === right
}

function asNumber(value: Value): number {
  return typeof value === 'number' ? value : Number.NaN
}

function order(sign: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  switch (sign) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
  }
}

function planArithmetic(term: Term & { readonly op: 'arithmetic' }): Program {
  const left = planTerm(term.left)
  const right = planTerm(term.right)
  const { sign, type } = term
  const longest = term.left.type.kind === 'timestamp' && term.right.type.kind === 'timestamp' ? longestDifferenceMs : longestSpanMs
  const compute = (a: number, b: number): Result => {
    if (type.kind === 'double') return sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : a / b
    if (type.kind === 'int' && (sign === '/' || sign === '%') && b === 0) return failed('division by zero')
    const value = sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : sign === '/' ? Math.trunc(a / b) : a % b
    if (type.kind === 'int' && !Number.isSafeInteger(value)) return failed('the whole number became too large')
    if (type.kind === 'timestamp' && (value < firstTimeMs || value > lastTimeMs)) return failed('the time is outside the years 1 to 9999')
    if (type.kind === 'duration' && Math.abs(value) > longest) return failed('the span of time became too long')
    return value + 0
  }
  return (frame) => {
    const a = left(frame)
    if (a instanceof ConditionStop) return a
    const b = right(frame)
    if (b instanceof ConditionStop) return b
    return compute(asNumber(a), asNumber(b))
  }
}

function planFold(term: Term & { readonly op: 'fold' }): Program {
  const list = planTerm(term.list)
  const body = planTerm(term.body)
  const { slot, name } = term
  return (frame) => {
    const items = list(frame)
    if (items instanceof ConditionStop) return items
    if (!Array.isArray(items)) return failed(`${name} walks a list`)
    const kept: Value[] = []
    let found = 0
    let stop: ConditionStop | undefined
    const walked: readonly Value[] = items
    for (const item of walked) {
      frame.walked += 1
      if (frame.walked > mostItemsWalked) return failed(`it walks more than ${mostItemsWalked} items of lists`)
      frame.locals[slot] = item
      const answer = body(frame)
      if (answer instanceof ConditionStop) {
        // exists and all ask all items before they give up, as || and && do; the others cannot do without an answer.
        if (name !== 'exists' && name !== 'all') return answer
        stop ??= answer
      } else if (name === 'exists' && answer === true) return true
      else if (name === 'all' && answer === false) return false
      else if (name === 'map') kept.push(answer)
      else if (answer === true) {
        found += 1
        if (name === 'filter') kept.push(item)
      }
    }
    if (stop !== undefined) return stop
    switch (name) {
      case 'exists':
        return false
      case 'all':
        return true
      case 'exists_one':
        return found === 1
      case 'filter':
      case 'map':
        return kept
    }
  }
}

function planJoined(term: Term & { readonly op: 'and' | 'or' }): Program {
  const left = planTerm(term.left)
  const right = planTerm(term.right)
  const decides = term.op === 'or'
  // The language lets a decided side absorb a failure of the other, whichever comes first.
  return (frame) => {
    const a = left(frame)
    if (a === decides) return decides
    const b = right(frame)
    if (b === decides) return decides
    if (a instanceof ConditionStop) return a
    return b
  }
}

function planPair(left: Program, right: Program, combine: (a: Value, b: Value) => Result): Program {
  return (frame) => {
    const a = left(frame)
    if (a instanceof ConditionStop) return a
    const b = right(frame)
    return b instanceof ConditionStop ? b : combine(a, b)
  }
}

function planField(of: Program, read: (record: RecordValue) => Result): Program {
  return (frame) => {
    const record = of(frame)
    if (record instanceof ConditionStop) return record
    return isRecord(record) ? read(record) : failed('a record was expected')
  }
}

/** Turns a checked condition into closures. */
export function planTerm(term: Term): Program {
  switch (term.op) {
    case 'literal': {
      const { value } = term
      return () => value
    }
    case 'read':
      return planRead(term.path, term.type)
    case 'local': {
      const missing = failed(`${term.name} has no value`)
      return (frame) => {
        const value = frame.locals[term.slot]
        return value === undefined ? missing : fits(value, term.type) ? value : failed(`${term.name} is not ${typeName(term.type)}`)
      }
    }
    case 'field': {
      const absent = new ConditionStop('absent', term.of.op === 'local' ? `${term.of.name}.${term.step.name}` : term.step.name)
      return planField(planTerm(term.of), (record) => {
        const value = stepInto(record, term.step)
        return value === undefined ? absent : fits(value, term.type) ? value : failed(`${term.step.name} is not ${typeName(term.type)}`)
      })
    }
    case 'hasPath': {
      const { path } = term
      return (frame) => isPresent(frame.context, path)
    }
    case 'hasField':
      return planField(planTerm(term.of), (record) => stepInto(record, term.step) !== undefined)
    case 'not':
    case 'negate': {
      const of = planTerm(term.of)
      const turn: (value: Value) => Value = term.op === 'not' ? (value) => value !== true : (value) => 0 - asNumber(value)
      return (frame) => {
        const value = of(frame)
        return value instanceof ConditionStop ? value : turn(value)
      }
    }
    case 'and':
    case 'or':
      return planJoined(term)
    case 'conditional': {
      const [test, then, otherwise] = [planTerm(term.test), planTerm(term.then), planTerm(term.otherwise)]
      return (frame) => {
        const decided = test(frame)
        return decided instanceof ConditionStop ? decided : decided === true ? then(frame) : otherwise(frame)
      }
    }
    case 'equal': {
      const deep = term.left.type.kind === 'list'
      const { negated } = term
      return planPair(planTerm(term.left), planTerm(term.right), deep ? (a, b) => sameValue(a, b) !== negated : (a, b) => (a === b) !== negated)
    }
    case 'order': {
      const { sign } = term
      return planPair(planTerm(term.left), planTerm(term.right), (a, b) => order(sign, a, b))
    }
    case 'arithmetic':
      return planArithmetic(term)
    case 'concat':
      return planPair(planTerm(term.left), planTerm(term.right), isTextual(term.type)
        ? (a, b) => `${String(a)}${String(b)}`
        : (a, b) => (Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : failed('lists were expected')))
    case 'in':
      return planPair(planTerm(term.item), planTerm(term.list), (item, list) =>
        Array.isArray(list) ? list.some((entry: Value) => sameValue(entry, item)) : failed('in looks into a list'))
    case 'index':
      return planPair(planTerm(term.list), planTerm(term.at), (list, at) => {
        const item: Value | undefined = Array.isArray(list) && typeof at === 'number' ? list[at] : undefined
        return item === undefined ? failed(`the list has no item ${String(at)}`) : item
      })
    case 'list': {
      const items = term.items.map(planTerm)
      if (term.items.every((item) => item.op === 'literal')) {
        const values = term.items.flatMap((item) => (item.op === 'literal' ? [item.value] : []))
        return () => values
      }
      return (frame) => {
        const values: Value[] = []
        for (const item of items) {
          const value = item(frame)
          if (value instanceof ConditionStop) return value
          values.push(value)
        }
        return values
      }
    }
    case 'call': {
      const args = term.args.map(planTerm)
      const { run } = term
      return (frame) => {
        const values: Value[] = []
        for (const argument of args) {
          const value = argument(frame)
          if (value instanceof ConditionStop) return value
          values.push(value)
        }
        return run(values, frame.ports)
      }
    }
    case 'fold':
      return planFold(term)
    default:
      return assertNever(term)
  }
}
