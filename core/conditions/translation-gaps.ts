import { typeName } from './condition-type.ts'
import type { Term } from './term.ts'
import { partsOf } from './walk-term.ts'

/** The condition languages of export targets. */
export type ForeignLanguage = 'FEEL' | 'jq'

/** A part of a condition that another language cannot say, and why. */
export type TranslationGap = { readonly start: number; readonly end: number; readonly part: string }

type Call = Extract<Term, { readonly op: 'call' }>
/** Says why a call has no counterpart; undefined where it has one. */
type Judge = (call: Call, language: ForeignLanguage) => string | undefined

// What RE2 reads and the engines of FEEL (the Java dialect) and jq (Oniguruma) do not.
const foreignPatterns: Readonly<Record<ForeignLanguage, readonly (readonly [RegExp, string])[]>> = {
  FEEL: [
    [/\(\?P</, 'a named group, (?P<name>...)'],
    [/\[\[:\^?[a-z]+:\]/, 'a class such as [[:alpha:]]'],
    [/\(\?[a-zA-Z]*U/, 'the flag U'],
    [/\\C/, '\\C for a byte'],
  ],
  jq: [
    [/\(\?P</, 'a named group, (?P<name>...)'],
    [/\\[pP][A-Z]/, 'a class such as \\pL without braces'],
    [/\(\?[a-zA-Z]*U/, 'the flag U'],
    [/\\C/, '\\C for a byte'],
  ],
}

const inUtc = /^(UTC|GMT|Z|[+-]?00:?00)$/i

const zoned: Judge = ({ name, args }) => {
  const zone = args[1]
  if (zone === undefined || (zone.op === 'literal' && typeof zone.value === 'string' && inUtc.test(zone.value))) return undefined
  return `${name}(...) in a time zone, because it cannot move a point in time to another zone`
}

const judges: Readonly<Record<string, Judge>> = {
  isOpen: () => 'isOpen(...), because it knows no opening hours',
  matches: ({ args }, language) => {
    const pattern = args[1]
    if (pattern?.op !== 'literal' || typeof pattern.value !== 'string') return undefined
    const written = pattern.value
    const foreign = foreignPatterns[language].find(([form]) => form.test(written))
    return foreign === undefined ? undefined : `a pattern with ${foreign[1]}`
  },
  int: ({ args: [of] }, language) => (language === 'FEEL' && of?.type.kind === 'timestamp' ? 'int(...) of a point in time, because it cannot count seconds since 1970' : of !== undefined && of.type.kind === 'string' ? 'int(...) of text, because it would take decimals as well' : undefined),
  string: ({ args: [of] }, language) => (language === 'FEEL' && (of?.type.kind === 'timestamp' || of?.type.kind === 'duration') ? `string(...) of ${typeName(of.type)}, because it writes it in another form` : undefined),
  duration: ({ args: [of] }) => (of?.op === 'literal' || of?.type.kind === 'duration' ? undefined : 'duration(...) of a text that is known only at run time'),
  getMilliseconds: (call, language) => (language === 'FEEL' ? 'getMilliseconds(), because its times have whole seconds' : zoned(call, language)),
  ...Object.fromEntries(['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes', 'getSeconds'].map((name) => [name, zoned])),
}

/**
 * The smallest parts of a checked condition that have no counterpart in a language, in the order of the text. What does have one:
 * `&&` is and, `==` is = (FEEL), `has(x)` is a comparison with null, `in` is list contains (FEEL) or IN (jq), `exists` is
 * some ... satisfies or any, whole division and the remainder are rounded towards zero, spans of time are converted.
 */
export function translationGaps(term: Term, language: ForeignLanguage): readonly TranslationGap[] {
  const inside = partsOf(term).flatMap((child) => translationGaps(child, language))
  const own = term.op === 'call' && Object.hasOwn(judges, term.name) ? judges[term.name]?.(term, language) : undefined
  return own === undefined ? inside : [{ start: term.start, end: term.end, part: own }, ...inside]
}
