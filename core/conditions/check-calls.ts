import type { ASTNode } from '@marcbachmann/cel-js'
import { fixedOffsetMs, timePartNames } from './cel-time.ts'
import type { CheckContext, Place } from './check-context.ts'
import { placed, sourceOf } from './check-context.ts'
import { ConditionStop } from './condition-stop.ts'
import type { ConditionType } from './condition-type.ts'
import { isTextual, typeName } from './condition-type.ts'
import { nearestName } from './nearest-name.ts'
import { longestPattern, patternMatcher } from './pattern-matcher.ts'
import { findOverload, foldNames, globalFunctionNames, methodNames } from './profile-functions.ts'
import type { FoldName, Term } from './term.ts'
import type { Value } from './value.ts'

/** Macros may nest this deep. */
const deepestFold = 2

const bool: ConditionType = { kind: 'bool' }

function unknownFunction(context: CheckContext, at: Place, name: string, style: 'global' | 'method'): undefined {
  const own = style === 'global' ? [...globalFunctionNames, 'has'] : [...methodNames, ...foldNames]
  const other = style === 'global' ? [...methodNames, ...foldNames] : [...globalFunctionNames, 'has']
  const near = nearestName(name, own)
  const hint = other.includes(name)
    ? style === 'global' ? `Write it after the value: value.${name}(...).` : `Write it before the value: ${name}(...).`
    : near !== undefined ? `Did you mean ${near}(...)?` : `You can use ${own.filter((candidate) => !candidate.startsWith('get')).join(', ')}.`
  return context.report('LUM308', at, `There is no function ${name} in conditions.`, hint)
}

function checkHas(context: CheckContext, node: Place, args: readonly ASTNode[]): Term | undefined {
  const [argument] = args
  if (args.length !== 1 || argument === undefined) return context.report('LUM302', node, 'has(...) takes one field.', 'Write for example has(customer.id).')
  if (argument.op !== '.') {
    return context.report('LUM302', argument, `has(...) asks whether a field is there, and ${sourceOf(context, argument)} is not a field.`, 'Name a field, for example has(kb.topConfidence).')
  }
  const term = context.check(argument, context)
  if (term?.op === 'read') return { op: 'hasPath', path: term.path, ...placed(node, bool) }
  if (term?.op === 'field') return { op: 'hasField', of: term.of, step: term.step, ...placed(node, bool) }
  return undefined
}

// A literal time, span or number is computed once here, so that a wrong one is found while writing.
function fold(context: CheckContext, call: Term & { readonly op: 'call' }): Term | undefined {
  if (call.name === 'isOpen' || !call.args.every((argument) => argument.op === 'literal')) return call
  const values = call.args.flatMap((argument): Value[] => (argument.op === 'literal' ? [argument.value] : []))
  const result: Value | ConditionStop = call.run(values, undefined)
  if (!(result instanceof ConditionStop)) return { op: 'literal', value: result, type: call.type, start: call.start, end: call.end }
  if (result.detail.includes('zone')) return call
  return context.report('LUM302', call, `${result.detail}.`, call.name === 'duration' ? 'Write hours, minutes and seconds: duration("1h30m"). Days are written as hours: 48h.' : 'Correct the value.')
}

/** Checks `f(...)`. */
export function checkGlobalCall(context: CheckContext, node: Place, name: string, args: readonly ASTNode[]): Term | undefined {
  if (name === 'has') return checkHas(context, node, args)
  if (!globalFunctionNames.includes(name)) return unknownFunction(context, node, name, 'global')
  const terms = args.map((argument) => context.check(argument, context))
  if (!terms.every((term) => term !== undefined)) return undefined
  const found = findOverload('global', name, terms.map((term) => term.type))
  if (found === undefined) {
    return context.report('LUM302', node, `${name}(...) does not take ${terms.map((term) => typeName(term.type)).join(' and ') || 'nothing'}.`, name === 'isOpen' ? 'Write isOpen("calendar", now).' : `Check what you give to ${name}.`)
  }
  if (name === 'isOpen') {
    const [calendar] = terms
    if (calendar?.op !== 'literal' || typeof calendar.value !== 'string') {
      return context.report('LUM302', calendar ?? node, 'isOpen(...) takes the id of a calendar in quotes.', 'Write isOpen("officeBerlin", now).')
    }
    context.calendars.add(calendar.value)
  }
  return fold(context, { op: 'call', name, run: found.run, args: terms, ...placed(node, found.result) })
}

function checkMatches(context: CheckContext, node: Place, receiver: Term, args: readonly ASTNode[]): Term | undefined {
  const [argument] = args
  const pattern = argument === undefined ? undefined : context.check(argument, context)
  if (args.length !== 1 || argument === undefined || pattern === undefined || !isTextual(receiver.type)) {
    return context.report('LUM302', node, 'matches(...) takes one pattern and is asked of text.', 'Write for example message.text.matches("(?i)refund").')
  }
  if (pattern.op !== 'literal' || typeof pattern.value !== 'string') {
    return context.report('LUM309', pattern, 'The pattern must be written out in quotes; it cannot be computed.', 'Write the pattern itself, or use contains(...).')
  }
  if (pattern.value.length > longestPattern) {
    return context.report('LUM309', pattern, `The pattern has ${pattern.value.length} characters; the most is ${longestPattern}.`, 'Shorten it, or split it into several.')
  }
  const matcher = patternMatcher(pattern.value)
  if (matcher === undefined) {
    return context.report('LUM309', pattern, 'The pattern is not valid RE2.', 'Check brackets and escapes; RE2 has no look-ahead, look-behind or back references.')
  }
  return { op: 'call', name: 'matches', run: ([text]) => typeof text === 'string' && matcher(text), args: [receiver, pattern], ...placed(node, bool) }
}

function checkFold(context: CheckContext, node: Place, name: FoldName, list: Term, args: readonly ASTNode[]): Term | undefined {
  const [variable, body] = args
  if (list.type.kind !== 'list') {
    return context.report('LUM302', list, `${name}(...) walks a list, and ${sourceOf(context, list)} is ${typeName(list.type)}.`, 'Ask it of a list, for example triage.errorCodes.')
  }
  if (args.length !== 2 || variable === undefined || body === undefined || variable.op !== 'id') {
    return context.report('LUM302', node, `${name}(...) takes a name and a condition.`, `Write for example kb.solutions.${name}(s, s.confidence > 0.5).`)
  }
  if (context.locals.length >= deepestFold) {
    return context.report('LUM310', node, `${name}(...) nests deeper than ${deepestFold}.`, 'Compute the inner part in an agent or tool.')
  }
  const local = { name: variable.args, type: list.type.items, slot: context.locals.length }
  if (Object.hasOwn(context.scope, local.name)) {
    return context.report('LUM302', variable, `${local.name} is already the name of something a condition can see.`, 'Choose another name for the item, for example item.')
  }
  const inner = context.check(body, { ...context, locals: [...context.locals, local] })
  if (inner === undefined) return undefined
  if (name !== 'map' && inner.type.kind !== 'bool') {
    return context.report('LUM302', inner, `The condition inside ${name}(...) is ${typeName(inner.type)}; it must be true/false.`, 'Compare it with something.')
  }
  const type: ConditionType = name === 'map' ? { kind: 'list', items: inner.type } : name === 'filter' ? list.type : bool
  return { op: 'fold', name, list, slot: local.slot, local: local.name, body: inner, ...placed(node, type) }
}

/** Checks `value.f(...)`. */
export function checkMethodCall(context: CheckContext, node: Place, name: string, receiver: ASTNode, args: readonly ASTNode[]): Term | undefined {
  const fold = foldNames.find((candidate): candidate is FoldName => candidate === name)
  if (fold === undefined && !methodNames.includes(name)) return unknownFunction(context, node, name, 'method')
  const target = context.check(receiver, context)
  if (target === undefined) return undefined
  if (fold !== undefined) return checkFold(context, node, fold, target, args)
  if (name === 'matches') return checkMatches(context, node, target, args)
  const terms = args.map((argument) => context.check(argument, context))
  if (!terms.every((term) => term !== undefined)) return undefined
  const found = findOverload('method', name, [target.type, ...terms.map((term) => term.type)])
  if (found === undefined) {
    return context.report('LUM302', node, `${name}(...) is not defined for ${typeName(target.type)}${terms.length === 0 ? '' : ` with ${terms.map((term) => typeName(term.type)).join(' and ')}`}.`, `Check the value before .${name} and what stands in its brackets.`)
  }
  const [zone] = terms
  if (timePartNames.some((part) => part === name) && zone !== undefined) {
    if (zone.op !== 'literal' || typeof zone.value !== 'string') return context.report('LUM302', zone, 'The zone must be written out in quotes.', 'Write for example now.getHours("Europe/Berlin").')
    if (fixedOffsetMs(zone.value) === undefined && !/^[A-Z][A-Za-z]*\/[A-Z][A-Za-z_/+-]*\d*$/.test(zone.value)) return context.report('LUM302', zone, `"${zone.value}" is not a time zone.`, 'Write UTC, a zone such as Europe/Berlin, or an offset such as +02:00.')
  }
  return { op: 'call', name, run: found.run, args: [target, ...terms], ...placed(node, found.result) }
}
