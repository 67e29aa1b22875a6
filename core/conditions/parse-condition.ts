import type { ASTNode } from '@marcbachmann/cel-js'
import { Environment, ParseError } from '@marcbachmann/cel-js'
import type { ConditionProblem } from './condition-problem.ts'

/** The limits of the profile. */
export const conditionLimits = { characters: 2000, nodes: 300, depth: 32, listItems: 100 } as const

const parser = new Environment({
  unlistedVariablesAreDyn: true,
  limits: {
    maxAstNodes: conditionLimits.nodes,
    maxDepth: conditionLimits.depth,
    maxListElements: conditionLimits.listItems,
    maxMapEntries: 10,
    maxCallArguments: 8,
  },
})

/** What reading a condition's text gives: its syntax tree, or why there is none. */
export type ParsedCondition = { readonly kind: 'parsed'; readonly tree: ASTNode } | { readonly kind: 'rejected'; readonly problem: ConditionProblem }

// A text between quotes holds no brackets; a raw one knows no escapes.
const quotedTexts = /[rR]"[^"]*"|[rR]'[^']*'|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g

// The parser would still read up to the end of a huge text before it counts, and its recursion is what the depth limit guards.
function deepest(text: string): number {
  let depth = 0
  let most = 0
  for (const character of text.replace(quotedTexts, '')) {
    if (character === '(' || character === '[' || character === '{') most = Math.max(most, (depth += 1))
    else if (character === ')' || character === ']' || character === '}') depth -= 1
  }
  return most
}

const habits: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  { pattern: /(^|[^=!<>])=([^=]|$)/, hint: 'To compare, write == (two equals signs).' },
  { pattern: /\band\b/i, hint: 'Write && for "and".' },
  { pattern: /\bor\b/i, hint: 'Write || for "or".' },
  { pattern: /\bnot\b/i, hint: 'Write ! for "not", directly before what it turns around.' },
  { pattern: /<>/, hint: 'Write != for "is not".' },
  { pattern: /(^|[^\d\w])\.\d/, hint: 'Write a zero before the point: 0.7, not .7.' },
  { pattern: /(^|[^&])&([^&]|$)|(^|[^|])\|([^|]|$)/, hint: 'Write && and || (two characters each).' },
  { pattern: /[“”‘’]/, hint: 'Use straight quotes: " or \'.' },
  { pattern: /\d%|\d\s*percent/, hint: 'Scores go from 0 to 1: write 0.7, not 70 %.' },
]

const tokenWords: Readonly<Record<string, string>> = { IDENTIFIER: 'a name', STRING: 'a text', NUMBER: 'a number', BOOLEAN: 'true or false', EOF: 'the end' }
const tokenSigns: Readonly<Record<string, string>> = { AND: '&&', OR: '||', EQ: '==', NE: '!=', LT: '<', LE: '<=', GT: '>', GE: '>=', PLUS: '+', MINUS: '-', MULTIPLY: '*', DIVIDE: '/', MODULO: '%', LPAREN: '(', RPAREN: ')', LBRACKET: '[', RBRACKET: ']', DOT: '.', COMMA: ',', COLON: ':', QUESTION: '?', NOT: '!' }

function problemWords(summary: string, part: string): string {
  const named = (token: string): string => tokenSigns[token] ?? tokenWords[token] ?? (part === '' ? token.toLowerCase() : part)
  const expected = /^Expected (\w+), got (\w+)/.exec(summary)
  if (expected !== null) return expected[2] === 'EOF' ? `${named(expected[1] ?? '')} is missing at the end` : `${named(expected[1] ?? '')} is missing before ${part === '' ? named(expected[2] ?? '') : part}`
  const unexpected = /^Unexpected token: (\w+)/.exec(summary)
  if (unexpected !== null) return unexpected[1] === 'EOF' ? 'something is missing at the end' : `unexpected ${named(unexpected[1] ?? '')}`
  return summary.replace(/^Unexpected character: '(.)'$/su, 'unexpected $1').replace(/^Unexpected/, 'unexpected')
}

/** Reads the text of a condition within the limits of the profile. */
export function parseCondition(text: string): ParsedCondition {
  const tooLarge = (what: string): ParsedCondition => ({
    kind: 'rejected',
    problem: { code: 'LUM310', message: `This condition is too large: ${what}.`, hint: 'Split it into two decisions, one after the other.', start: 0, end: text.length },
  })
  if (text.length > conditionLimits.characters) return tooLarge(`${text.length} characters, the most is ${conditionLimits.characters}`)
  if (deepest(text) > conditionLimits.depth) return tooLarge(`brackets nest deeper than ${conditionLimits.depth}`)
  if (text.trim() === '') {
    return { kind: 'rejected', problem: { code: 'LUM300', message: 'This condition is empty.', hint: 'Write what must be true, for example triage.priority == "P1".', start: 0, end: text.length } }
  }
  try {
    return { kind: 'parsed', tree: parser.parse(text).ast }
  } catch (error) {
    if (error instanceof RangeError) return tooLarge(`brackets nest deeper than ${conditionLimits.depth}`)
    if (!(error instanceof ParseError)) throw error
    if (error.code === 'limit_exceeded') return tooLarge(error.summary.replace(/^Exceeded /, 'over the limit '))
    const start = Math.min(error.range?.start ?? 0, text.length)
    const end = Math.min(Math.max(error.range?.end ?? start, start), text.length)
    const outside = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
    const hint = habits.find((habit) => habit.pattern.test(outside))?.hint ?? 'Check the spelling, brackets and quotes around this place.'
    const found = problemWords(error.summary, text.slice(start, end).trim())
    return { kind: 'rejected', problem: { code: 'LUM300', message: `This is not a condition: ${found}.`, hint, start: start === text.length ? Math.max(0, start - 1) : start, end: Math.max(end, start === text.length ? start : start + 1) } }
  }
}
