import type { ASTNode } from '@marcbachmann/cel-js'
import { checkGlobalCall, checkMethodCall } from './check-calls.ts'
import type { CheckContext } from './check-context.ts'
import { newCheckContext, placed, sourceOf } from './check-context.ts'
import { checkArithmetic, checkEquality, checkIn, checkOrder } from './check-operators.ts'
import type { ConditionProblem } from './condition-problem.ts'
import type { ConditionScope } from './condition-scope.ts'
import type { ConditionField, ConditionType } from './condition-type.ts'
import { isComparable, isNumeric, typeName } from './condition-type.ts'
import { listedNames } from './listed-names.ts'
import { nearestName } from './nearest-name.ts'
import type { PathStep, Term } from './term.ts'

const bool: ConditionType = { kind: 'bool' }

function step(name: string, field: ConditionField): PathStep {
  return { name, type: field.type, optional: field.optional, ...(field.default === undefined ? {} : { fallback: field.default }) }
}

function checkName(context: CheckContext, node: ASTNode, name: string): Term | undefined {
  const local = context.locals.find((candidate) => candidate.name === name)
  if (local !== undefined) return { op: 'local', name, slot: local.slot, ...placed(node, local.type) }
  const entry = Object.hasOwn(context.scope, name) ? context.scope[name] : undefined
  if (entry === undefined) {
    const known = [...context.locals.map((candidate) => candidate.name), ...Object.keys(context.scope)]
    const near = nearestName(name, known)
    return context.report(
      'LUM301', node, `Conditions do not know ${name}.`,
      near === undefined ? `They can see ${listedNames(known)}. Text needs quotes: "${name}".` : `Did you mean ${near}?`,
      near === undefined ? undefined : { title: `Write ${near}`, start: node.start, end: node.end, text: near },
    )
  }
  return { op: 'read', path: [step(name, entry)], ...placed(node, entry.type) }
}

function checkField(context: CheckContext, node: ASTNode, of: ASTNode, name: string): Term | undefined {
  const target = context.check(of, context)
  if (target === undefined) return undefined
  const whole = sourceOf(context, target)
  if (target.type.kind !== 'record') {
    return context.report('LUM301', node, `${whole} is ${typeName(target.type)} and has no field ${name}.`, target.type.kind === 'list' ? 'Look into the list with exists(...), or at one place with [0].' : 'Read it without the field.')
  }
  const fields = target.type.fields
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field === undefined) {
    const near = nearestName(name, Object.keys(fields))
    return context.report(
      'LUM301', { start: node.end - name.length, end: node.end }, `${whole} has no field ${name}.`,
      near === undefined ? `Its fields are ${listedNames(Object.keys(fields))}.` : `Did you mean ${near}?`,
      near === undefined ? undefined : { title: `Write ${near}`, start: node.end - name.length, end: node.end, text: near },
    )
  }
  const next = step(name, field)
  if (target.op === 'read') return { op: 'read', path: [...target.path, next], ...placed(node, field.type) }
  return { op: 'field', of: target, step: next, ...placed(node, field.type) }
}

function checkLiteral(context: CheckContext, node: ASTNode & { readonly op: 'value' }): Term | undefined {
  const value = node.args
  switch (typeof value) {
    case 'string':
      return { op: 'literal', value, ...placed(node, { kind: 'string' }) }
    case 'boolean':
      return { op: 'literal', value, ...placed(node, bool) }
    case 'number':
      return { op: 'literal', value, ...placed(node, { kind: 'double', score: false }) }
    case 'bigint':
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) return context.report('LUM302', node, `${sourceOf(context, node)} has too many digits for a whole number.`, 'Use at most 15 digits.')
      return { op: 'literal', value: Number(value), ...placed(node, { kind: 'int' }) }
    default:
      return value === null
        ? context.report('LUM302', node, 'There is no null: a value is present or absent.', 'Ask with has(...) whether it is present.')
        : context.report('LUM308', node, `${sourceOf(context, node)} is of a kind that conditions do not have.`, 'Use text, numbers, true or false.')
  }
}

function checkList(context: CheckContext, node: ASTNode, args: readonly ASTNode[]): Term | undefined {
  const items = args.map((argument) => context.check(argument, context))
  if (!items.every((item) => item !== undefined)) return undefined
  const [first] = items
  const odd = items.find((item) => first !== undefined && !isComparable(item.type, first.type))
  if (first !== undefined && odd !== undefined) {
    return context.report('LUM302', odd, `A list holds values of one type, and this one begins with ${typeName(first.type)}.`, isNumeric(first.type) && isNumeric(odd.type) ? 'Write all numbers with a point (1.0) or all without.' : 'Use one type.')
  }
  return { op: 'list', items, ...placed(node, { kind: 'list', items: first === undefined || first.type.kind === 'enum' ? { kind: 'string' } : first.type }) }
}

function boolean(context: CheckContext, term: Term, sign: string): Term | undefined {
  if (term.type.kind === 'bool') return term
  return context.report('LUM302', term, `${sign} joins true/false conditions, and ${sourceOf(context, term)} is ${typeName(term.type)}.`, 'Compare it with something.')
}

function checkNode(node: ASTNode, context: CheckContext): Term | undefined {
  const pair = (args: readonly [ASTNode, ASTNode]): readonly [Term, Term] | undefined => {
    const left = context.check(args[0], context)
    const right = context.check(args[1], context)
    return left === undefined || right === undefined ? undefined : [left, right]
  }
  switch (node.op) {
    case 'value':
      return checkLiteral(context, node)
    case 'id':
      return checkName(context, node, node.args)
    case '.':
      return checkField(context, node, node.args[0], node.args[1])
    case '||':
    case '&&': {
      const sides = pair(node.args)
      const left = sides && boolean(context, sides[0], node.op)
      const right = sides && boolean(context, sides[1], node.op)
      return left === undefined || right === undefined ? undefined : { op: node.op === '&&' ? 'and' : 'or', left, right, ...placed(node, bool) }
    }
    case '!_': {
      const of = context.check(node.args, context)
      const inner = of && boolean(context, of, '!')
      return inner && { op: 'not', of: inner, ...placed(node, bool) }
    }
    case '-_': {
      const of = context.check(node.args, context)
      if (of === undefined) return undefined
      if (of.type.kind === 'int' || of.type.kind === 'double') return { op: 'negate', of, ...placed(node, of.type.kind === 'int' ? { kind: 'int' } : { kind: 'double', score: false }) }
      return context.report('LUM302', node, `- is not defined for ${typeName(of.type)} (${sourceOf(context, of)}).`, 'Use it before a number.')
    }
    case '==':
    case '!=': {
      const sides = pair(node.args)
      return sides && checkEquality(context, node, node.op, sides[0], sides[1])
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const sides = pair(node.args)
      return sides && checkOrder(context, node, node.op, sides[0], sides[1])
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      const sides = pair(node.args)
      return sides && checkArithmetic(context, node, node.op, sides[0], sides[1])
    }
    case 'in': {
      const sides = pair(node.args)
      return sides && checkIn(context, node, sides[0], sides[1])
    }
    case '[]': {
      const sides = pair(node.args)
      if (sides === undefined) return undefined
      const [list, at] = sides
      if (list.type.kind !== 'list' || at.type.kind !== 'int') return context.report('LUM302', node, `[...] takes the place of an item in a list; this is ${typeName(list.type)} with ${typeName(at.type)}.`, 'Read a field with a point: kb.topConfidence.')
      return { op: 'index', list, at, ...placed(node, list.type.items) }
    }
    case '?:': {
      const [test, then, otherwise] = node.args.map((argument) => context.check(argument, context))
      const condition = test && boolean(context, test, '? :')
      if (condition === undefined || then === undefined || otherwise === undefined) return undefined
      if (!isComparable(then.type, otherwise.type)) return context.report('LUM302', node, `The two values of ? : are ${typeName(then.type)} and ${typeName(otherwise.type)}.`, 'Give both the same type.')
      const type: ConditionType = then.type.kind === 'enum' && otherwise.type.kind !== 'enum' ? { kind: 'string' } : then.type.kind === 'double' ? { kind: 'double', score: false } : then.type
      return { op: 'conditional', test: condition, then, otherwise, ...placed(node, type) }
    }
    case 'list':
      return checkList(context, node, node.args)
    case 'call':
      return checkGlobalCall(context, node, node.args[0], node.args[1])
    case 'rcall':
      return checkMethodCall(context, node, node.args[0], node.args[1], node.args[2])
    case 'map':
      return context.report('LUM308', node, 'Conditions have no { } records.', 'Compare fields one by one.')
    case '.?':
    case '[?]':
      return context.report('LUM308', node, 'Conditions have no optional access.', 'Ask with has(...) first.')
  }
}

/** Checks a syntax tree against what the condition can see; `term` is missing where there are problems. */
export function checkTerm(text: string, tree: ASTNode, scope: ConditionScope): { readonly term: Term | undefined; readonly problems: readonly ConditionProblem[]; readonly calendars: readonly string[] } {
  const { context, problems } = newCheckContext(text, scope, checkNode)
  const term = checkNode(tree, context)
  return { term: problems.length === 0 ? term : undefined, problems, calendars: [...context.calendars] }
}
