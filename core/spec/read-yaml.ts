import type { Document, ErrorCode } from 'yaml'
import { Composer, Lexer, Parser, YAMLParseError, parseDocument } from 'yaml'
import { deepestNesting } from './plain-data.ts'

/** The largest file that is read, in characters. */
export const largestFile = 1_048_576

/** The most words, signs, spaces and line breaks a file may consist of; a full file of ordinary text has under 300,000. */
const mostMarks = 400_000
const mostMarksText = '400,000'
/** After so many slips a text is no YAML, and a list of a million more helps nobody. */
const mostProblems = 100

/** Why reading stopped before the end: what is too much, how to mend it, and the offset where it became too much. */
export type YamlLimit = { readonly problem: string; readonly hint: string; readonly offset: number }

/** A text as YAML. Where a limit stopped the reading, the document is empty and its errors hold at least one. */
export type YamlReading = { readonly document: Document.Parsed; readonly limit?: YamlLimit }

const splitHint = 'Split the workflow, and keep long texts in knowledge files.'
const options = { version: '1.2', merge: false, prettyErrors: false, keepSourceTokens: false, logLevel: 'error', uniqueKeys: false, resolveKnownTags: false } as const

class LimitReached extends Error {
  readonly limit: YamlLimit

  constructor(problem: string, hint: string, offset: number) {
    super(problem)
    this.limit = { problem, hint, offset }
  }
}

class TooManyProblems extends Error {}

type CstToken = ReturnType<Parser['next']> extends Generator<infer Token> ? Token : never
type ErrorSource = number | readonly [number, number] | readonly [number, number, number] | { readonly offset: number; readonly source?: string }
type RecordError = (source: ErrorSource, code: ErrorCode, message: string, warning?: boolean) => void

function offsetOf(source: ErrorSource): number {
  return typeof source === 'number' ? source : 'offset' in source ? source.offset : source[0]
}

const controlMarks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f'])

// The tree is built by recursion, and some of its work grows faster than the text: both are bounded before it begins.
function* boundedTokens(text: string, problems: YAMLParseError[]): Generator<CstToken, void> {
  const parser = new Parser()
  let marks = 0
  for (const mark of new Lexer().lex(text)) {
    if (!controlMarks.has(mark)) marks += 1
    if (marks > mostMarks) throw new LimitReached(`holds more than ${mostMarksText} words and signs`, splitHint, parser.offset)
    for (const token of parser.next(mark)) {
      if (token.type === 'error') noteProblem(problems, token.offset, 'UNEXPECTED_TOKEN', token.message)
      yield token
    }
    // The document itself and the scalar that is being read stand on the stack too.
    if (parser.stack.length > deepestNesting + 3) throw new LimitReached(`nests deeper than ${deepestNesting} levels`, 'Flatten this part.', parser.offset)
  }
  yield* parser.end()
}

function noteProblem(problems: YAMLParseError[], offset: number, code: ErrorCode, message: string): void {
  problems.push(new YAMLParseError([offset, offset + 1], code, message))
  if (problems.length >= mostProblems) throw new TooManyProblems()
}

function emptyDocument(errors: readonly YAMLParseError[]): Document.Parsed {
  const document = parseDocument('', options)
  document.errors.push(...errors)
  return document
}

/** Reads a text as YAML 1.2 without resolving tags, aliases or merge keys, in time and memory that grow with the text alone; never throws. */
export function readYaml(text: string): YamlReading {
  const limited = (limit: YamlLimit): YamlReading => ({ document: emptyDocument([new YAMLParseError([limit.offset, limit.offset + 1], 'RESOURCE_EXHAUSTION', limit.problem)]), limit })
  if (text.length > largestFile) return limited({ problem: 'is larger than 1 MiB', hint: splitHint, offset: 0 })
  const composer = new Composer(options)
  const problems: YAMLParseError[] = []
  const record: RecordError = composer['onError']
  const counted: RecordError = (source, code, message, warning) => {
    record(source, code, message, warning)
    noteProblem(problems, offsetOf(source), code, message)
  }
  composer['onError'] = counted
  try {
    let document: Document.Parsed | undefined
    for (const each of composer.compose(boundedTokens(text, problems), true, text.length)) {
      if (document === undefined) document = each
      else {
        document.errors.push(new YAMLParseError([each.range[0], each.range[1]], 'MULTIPLE_DOCS', 'Source contains multiple documents'))
        break
      }
    }
    return { document: document ?? emptyDocument([]) }
  } catch (thrown) {
    if (thrown instanceof LimitReached) return limited(thrown.limit)
    if (thrown instanceof TooManyProblems) return { document: emptyDocument(problems) }
    throw thrown
  }
}
