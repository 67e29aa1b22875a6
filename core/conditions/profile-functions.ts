import type { TimePartName } from './cel-time.ts'
import { fixedOffsetMs, parseSpan, parseTime, spanText, timePart, timePartNames, timeText } from './cel-time.ts'
import type { ConditionPorts } from './condition-ports.ts'
import { ConditionStop } from './condition-stop.ts'
import type { ConditionType } from './condition-type.ts'
import { isTextual } from './condition-type.ts'
import type { Value } from './value.ts'

/** The implementation of a function: arguments (the receiver first) to a value. */
export type ProfileFunction = (args: readonly Value[], ports: ConditionPorts | undefined) => Value | ConditionStop

type Parameter = 'text' | 'list' | 'int' | 'double' | 'bool' | 'timestamp' | 'duration'

type Overload = { readonly parameters: readonly Parameter[]; readonly result: ConditionType; readonly run: ProfileFunction }

const int: ConditionType = { kind: 'int' }
const double: ConditionType = { kind: 'double', score: false }
const bool: ConditionType = { kind: 'bool' }
const text: ConditionType = { kind: 'string' }
const timestamp: ConditionType = { kind: 'timestamp' }
const duration: ConditionType = { kind: 'duration' }

const failed = (detail: string): ConditionStop => new ConditionStop('failed', detail)
const asText = (value: Value | undefined): string => (typeof value === 'string' ? value : String(value))
const asNumber = (value: Value | undefined): number => (typeof value === 'number' ? value : Number.NaN)

function overload(parameters: readonly Parameter[], result: ConditionType, run: ProfileFunction): Overload {
  return { parameters, result, run }
}

const sizeOfText: Overload = overload(['text'], int, ([value]) => Array.from(asText(value)).length)
const sizeOfList: Overload = overload(['list'], int, ([value]) => (Array.isArray(value) ? value.length : 0))

function zoned(name: TimePartName): readonly Overload[] {
  return [
    overload(['timestamp'], int, ([at]) => timePart(asNumber(at), name)),
    overload(['timestamp', 'text'], int, ([at, zone], ports) => {
      const offset = fixedOffsetMs(asText(zone)) ?? ports?.zoneOffsetMs(asText(zone), asNumber(at))
      if (offset === undefined) return failed(`${name} cannot look up the zone ${asText(zone)} here`)
      return timePart(asNumber(at) + offset, name)
    }),
  ]
}

function wholeNumber(value: number, shown: string): number | ConditionStop {
  const whole = Math.trunc(value)
  return Number.isSafeInteger(whole) ? whole + 0 : failed(`${shown} is too large for a whole number`)
}

const globalFunctions: Readonly<Record<string, readonly Overload[]>> = {
  size: [sizeOfText, sizeOfList],
  int: [
    overload(['int'], int, ([value]) => value ?? 0),
    overload(['double'], int, ([value]) => wholeNumber(asNumber(value), String(value))),
    overload(['text'], int, ([value]) =>
      /^[+-]?\d+$/.test(asText(value)) ? wholeNumber(Number(value), asText(value)) : failed(`"${asText(value)}" is not a whole number`)),
    overload(['timestamp'], int, ([at]) => Math.floor(asNumber(at) / 1000)),
  ],
  double: [
    overload(['double'], double, ([value]) => value ?? 0),
    overload(['int'], double, ([value]) => value ?? 0),
    overload(['text'], double, ([value]) =>
      /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(asText(value)) ? Number(value) : failed(`"${asText(value)}" is not a number`)),
  ],
  string: [
    overload(['text'], text, ([value]) => asText(value)),
    overload(['int'], text, ([value]) => String(value)),
    overload(['double'], text, ([value]) => String(value)),
    overload(['bool'], text, ([value]) => String(value)),
    overload(['timestamp'], text, ([at]) => timeText(asNumber(at))),
    overload(['duration'], text, ([span]) => spanText(asNumber(span))),
  ],
  timestamp: [
    overload(['timestamp'], timestamp, ([at]) => at ?? 0),
    overload(['text'], timestamp, ([value]) => parseTime(asText(value)) ?? failed(`"${asText(value)}" is not a time such as 2026-03-01T09:00:00Z`)),
  ],
  duration: [
    overload(['duration'], duration, ([span]) => span ?? 0),
    overload(['text'], duration, ([value]) => parseSpan(asText(value)) ?? failed(`"${asText(value)}" is not a span of time such as 5m or 48h`)),
  ],
  isOpen: [
    overload(['text', 'timestamp'], bool, ([calendar, at], ports) =>
      ports === undefined ? failed('opening hours are not known here') : ports.isOpen(asText(calendar), asNumber(at))),
  ],
}

const methods: Readonly<Record<string, readonly Overload[]>> = {
  size: [sizeOfText, sizeOfList],
  startsWith: [overload(['text', 'text'], bool, ([value, part]) => asText(value).startsWith(asText(part)))],
  endsWith: [overload(['text', 'text'], bool, ([value, part]) => asText(value).endsWith(asText(part)))],
  contains: [overload(['text', 'text'], bool, ([value, part]) => asText(value).includes(asText(part)))],
  ...Object.fromEntries(timePartNames.map((name) => [name, zoned(name)])),
}

/** Names of the profile's functions that are not macros. */
export const globalFunctionNames: readonly string[] = Object.keys(globalFunctions)
/** Names of the profile's methods that are not macros; `matches` is checked apart because of its pattern. */
export const methodNames: readonly string[] = [...Object.keys(methods), 'matches']
/** Macros that walk a list. */
export const foldNames: readonly string[] = ['exists', 'all', 'exists_one', 'filter', 'map']

function fits(parameter: Parameter, type: ConditionType): boolean {
  return parameter === 'text' ? isTextual(type) : parameter === type.kind
}

/** The implementation that takes arguments of these types (for a method the receiver first), or undefined where there is none. */
export function findOverload(style: 'global' | 'method', name: string, types: readonly ConditionType[]): Overload | undefined {
  const table = style === 'global' ? globalFunctions : methods
  return (Object.hasOwn(table, name) ? table[name] : undefined)?.find(
    (candidate) => candidate.parameters.length === types.length && candidate.parameters.every((parameter, index) => {
      const type = types[index]
      return type !== undefined && fits(parameter, type)
    }),
  )
}
