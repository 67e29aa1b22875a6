import type { Node, Scalar } from 'yaml'
import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Finding, SpecPath } from './finding.ts'
import { forbiddenCharacter, loneReturn, reorderingCharacters, unseenCharacter, visibleText } from './odd-characters.ts'
import { deepestNesting } from './plain-data.ts'
import { findingAtSpan, pathText, replaceSpan } from './source-finding.ts'
import type { SpecSource, TextSpan } from './spec-source.ts'
import { anchorSpan, isQuotedThroughout, meantValue, wordAt } from './torn-text.ts'

const yaml11Words = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/
const yaml11Sexagesimal = /^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/
const yaml11Date = /^\d{4}-\d\d?-\d\d?$/
const yaml11Number = /^[-+]?(0o[0-7]+|0b[01_]+|\d[\d_]*_[\d_]*(\.[\d_]*)?)$/
const conditionKeys = new Set(['when', 'rearm', 'until'])

/** Whether plain text would be read as something else by YAML 1.1 tools. */
export function isAmbiguousPlain(text: string): boolean {
  return yaml11Words.test(text) || yaml11Sexagesimal.test(text) || yaml11Date.test(text) || yaml11Number.test(text)
}

/** Whether the value at a path is a condition or an expression. */
export function isConditionPath(path: SpecPath): boolean {
  const key = path.at(-1)
  const parent = path.at(-2)
  return (typeof key === 'string' && conditionKeys.has(key)) || ((parent === 'set' || parent === 'input') && path.at(-4) === 'nodes')
}

function quoted(text: string): string {
  return text.includes("'") || !/["\\]/.test(text) ? JSON.stringify(text) : `'${text}'`
}

function spanOf(node: Node): TextSpan {
  const range = node.range ?? [0, 0, 0]
  return { start: range[0], end: range[1] }
}

function whyNumberChanges(raw: string): string | undefined {
  if (/^[-+]?0\d+$/.test(raw)) return 'it begins with a zero'
  const digits = raw.replace(/[eE].*$/, '').replace(/[^\d]/g, '').replace(/^0+/, '')
  return /^[-+]?[\d.]+([eE][-+]?\d+)?$/.test(raw) && digits.length > 15 ? 'it has more than 15 digits' : undefined
}

function unbalanced(text: string): boolean {
  // A text that is whole leaves a letter: an operator before it has its other side.
  const withoutText = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, 'x')
  const opened = (withoutText.match(/[([]/g) ?? []).length
  const closed = (withoutText.match(/[)\]]/g) ?? []).length
  return /["']/.test(withoutText) || opened !== closed || /(&&|\|\||==|!=|[<>]=?|[-+*/%!])\s*$/.test(withoutText)
}

function plainFindings(source: SpecSource, node: Scalar, path: SpecPath): readonly Finding[] {
  const span = spanOf(node)
  const raw = source.text.slice(span.start, span.end)
  const quote = replaceSpan('Put it in quotes', span, quoted(raw))
  const change = typeof node.value === 'string' ? undefined : whyNumberChanges(raw)
  if (change !== undefined) return [findingAtSpan(source, 'LUM007', { value: raw, why: change }, path, span, quote)]
  if (isAmbiguousPlain(raw)) return [findingAtSpan(source, 'LUM006', { value: raw }, path, span, quote)]
  if (isConditionPath(path) && /^[ \t]+#/.test(source.text.slice(span.end)) && unbalanced(raw)) {
    const newline = source.text.indexOf('\n', span.start)
    const whole = { start: span.start, end: newline === -1 ? source.text.length : newline }
    const line = source.text.slice(whole.start, whole.end).trimEnd()
    return [findingAtSpan(source, 'LUM009', {}, path, span, isQuotedThroughout(line) ? replaceSpan('Put the whole line in quotes', whole, quoted(line)) : undefined)]
  }
  return []
}

type Walk = { readonly source: SpecSource; readonly found: Finding[] }

/** A list of more findings than this helps nobody, and would fill the memory of whoever shows it. */
const mostFindings = 1000

function keyFindings({ source, found }: Walk, key: Node, path: SpecPath): void {
  const span = spanOf(key)
  const where = path.length < 2 ? 'The file' : pathText(path.slice(0, -1))
  if (!isScalar(key)) {
    if (!isAlias(key)) found.push(findingAtSpan(source, 'LUM001', { where, problem: 'has a key that is no text', hint: 'Write the key as plain text before the colon.' }, path, span))
    return
  }
  if (key.value === '<<') found.push(findingAtSpan(source, 'LUM004', { what: 'Merge keys (<<)' }, path, span))
  else if (key.value === null && key.source === '') found.push(findingAtSpan(source, 'LUM001', { where, problem: 'has a colon without a key before it', hint: 'Write the name of the field before the colon.' }, path, { start: span.start, end: span.start + 1 }))
  else if (key.value === '__proto__') found.push(findingAtSpan(source, 'LUM001', { where, problem: 'cannot have the key __proto__', hint: 'Choose another name.' }, path, span))
  else if (key.type === 'PLAIN' && typeof key.value !== 'string' && key.source !== undefined && String(key.value) !== key.source && whyNumberChanges(key.source) === undefined) {
    found.push(findingAtSpan(source, 'LUM007', { value: key.source, why: `as a key it is read as ${String(key.value)}` }, path, span, replaceSpan('Put it in quotes', span, quoted(key.source))))
  }
}

function unseenFinding({ source, found }: Walk, node: Scalar, path: SpecPath, what: string): void {
  const code = typeof node.value === 'string' ? unseenCharacter(node.value) : undefined
  if (code === undefined) return
  const problem = `holds ${code}, a character that nobody sees`
  found.push(findingAtSpan(source, 'LUM001', { where: what, problem, hint: 'Delete it, or write this part anew.' }, path, spanOf(node)))
}

function tagFinding({ source, found }: Walk, node: Node, path: SpecPath): void {
  if (isAlias(node) || node.tag === undefined || source.document.warnings.some((warning) => warning.code === 'TAG_RESOLVE_FAILED' && warning.pos[0] <= spanOf(node).start && spanOf(node).start - warning.pos[1] < 3)) return
  const start = source.text.lastIndexOf('!', Math.max(0, spanOf(node).start - 1))
  const rest = meantValue(source, start === -1 ? spanOf(node).start : source.text.lastIndexOf(' ', start) + 1)
  const text = source.text.slice(rest.start, rest.end)
  found.push(findingAtSpan(source, 'LUM002', {}, path, rest, isConditionPath(path) && !text.startsWith('!!') ? replaceSpan('Put it in quotes', rest, quoted(text)) : undefined))
}

function nodeFindings(walk: Walk, node: Node, path: SpecPath): void {
  const { source, found } = walk
  if (isAlias(node)) {
    found.push(findingAtSpan(source, 'LUM004', { what: 'Aliases (*name)' }, path, spanOf(node)))
    return
  }
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
    found.push(findingAtSpan(source, 'LUM004', { what: 'Anchors (&name)' }, path, anchorSpan(source, spanOf(node).start, node.anchor)))
  }
  tagFinding(walk, node, path)
  if (isScalar(node) && node.type === 'PLAIN' && node.value !== '<<') found.push(...plainFindings(source, node, path))
  if (isScalar(node) && isConditionPath(path)) unseenFinding(walk, node, path, 'This condition')
  if (isMap(node) && node.flow && isConditionPath(path)) {
    const span = spanOf(node)
    found.push(findingAtSpan(source, 'LUM011', {}, path, span, replaceSpan('Put it in quotes', span, quoted(source.text.slice(span.start, span.end).replace(/^\{\s*|\s*\}$/g, '')))))
  }
}

/** Walks the tree; false where it is not worth going on. */
function walkNode(walk: Walk, node: Node | null | undefined, path: SpecPath, depth: number): boolean {
  if (node === null || node === undefined) return true
  const { source, found } = walk
  if (depth > deepestNesting) {
    found.push(findingAtSpan(source, 'LUM012', { problem: `nests deeper than ${deepestNesting} levels`, hint: 'Flatten this part.' }, [], spanOf(node)))
    return false
  }
  nodeFindings(walk, node, path)
  if (found.length > mostFindings) return false
  if (isSeq<Node>(node)) return node.items.every((item, index) => walkNode(walk, item, [...path, index], depth + 1))
  if (!isMap<Node, Node | null>(node)) return true
  const seen = new Set<string>()
  return node.items.every(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    const inner = isScalar(key) ? [...path, name] : path
    // Two spellings of one letter look alike; whoever reads the file sees the same key twice.
    const alike = name.normalize('NFC')
    if (isScalar(key)) {
      if (seen.has(alike)) found.push(findingAtSpan(source, 'LUM005', { what: 'Key', name: visibleText(name) }, inner, spanOf(key)))
      seen.add(alike)
      unseenFinding(walk, key, inner, 'This key')
    }
    keyFindings(walk, key, inner)
    return walkNode(walk, key, inner, depth + 1) && walkNode(walk, value, inner, depth + 1)
  })
}

const syntaxTexts: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation does not fit the lines around it',
  TAB_AS_INDENT: 'a tab indents this line; YAML indents with spaces',
  MISSING_CHAR: 'a character is missing, such as a closing quote, bracket or colon',
  UNEXPECTED_TOKEN: 'something stands here that does not belong here',
  BLOCK_AS_IMPLICIT_KEY: 'two colons on one line: text that contains ": " needs quotes',
  BLOCK_IN_FLOW: 'indented lines cannot stand inside { } or [ ]',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing after this key',
  BAD_SCALAR_START: 'text cannot begin with this character without quotes',
}

const unclosed = 'a bracket or brace that was opened before this place is not closed'

function syntaxFindings(source: SpecSource): readonly Finding[] {
  const found: Finding[] = []
  for (const problem of [...source.document.errors, ...source.document.warnings]) {
    const span = { start: problem.pos[0], end: Math.max(problem.pos[1], problem.pos[0] + 1) }
    const line = problem.message.split('\n')[0] ?? ''
    switch (problem.code) {
      case 'BAD_ALIAS':
        break
      case 'TAG_RESOLVE_FAILED': {
        const rest = meantValue(source, source.text.lastIndexOf('!', span.end - 1))
        found.push(findingAtSpan(source, 'LUM002', {}, [], rest, replaceSpan('Put it in quotes', rest, quoted(source.text.slice(rest.start, rest.end)))))
        break
      }
      case 'MULTIPLE_DOCS':
        found.push(findingAtSpan(source, 'LUM003', { what: 'Several documents', hint: 'Keep one document in a file, without --- between parts.' }, [], { start: span.start, end: span.start + (source.text.startsWith('---', span.start) ? 3 : 1) }))
        break
      default:
        found.push(findingAtSpan(source, 'LUM000', { problem: /must be sufficiently indented and end with/.test(line) ? unclosed : (syntaxTexts[problem.code] ?? line.replace(/\.$/, '')) }, [], wordAt(source, span)))
    }
  }
  return found
}

function characterFindings(source: SpecSource): readonly Finding[] {
  const forbidden = forbiddenCharacter(source.text)
  if (forbidden !== undefined) return [findingAtSpan(source, 'LUM000', { problem: `the character ${forbidden.code} cannot stand in a file` }, [], forbidden.span)]
  const lone = loneReturn(source.text)
  if (lone !== undefined) return [findingAtSpan(source, 'LUM000', { problem: 'a carriage return without a line feed ends no line' }, [], lone)]
  return reorderingCharacters(source.text).slice(0, mostFindings).map(({ code, span }) =>
    findingAtSpan(source, 'LUM001', { where: 'This line', problem: `holds ${code}, which shows text in another order than it is read`, hint: `Delete it; a text that needs it can have it as \\u${code.slice(2)} in double quotes.` }, [], span))
}

/** What the text does that YAML allows and LUMOS does not, or that other YAML tools would read otherwise. */
export function yamlFindings(source: SpecSource): readonly Finding[] {
  const { limit } = source
  if (limit !== undefined) return [findingAtSpan(source, 'LUM012', { problem: limit.problem, hint: limit.hint }, [], { start: limit.offset, end: limit.offset + 1 })]
  const foreign = characterFindings(source)
  if (foreign.some((finding) => finding.code === 'LUM000')) return foreign
  const found: Finding[] = [...foreign]
  const directive = /^%.*$/m.exec(source.text)
  if (directive !== null && (source.document.directives.yaml.explicit === true || /^%(YAML|TAG)/.test(directive[0]))) {
    found.push(findingAtSpan(source, 'LUM003', { what: 'Directives (%YAML, %TAG)', hint: 'Delete this line.' }, [], { start: directive.index, end: directive.index + directive[0].length }))
  }
  walkNode({ source, found }, source.document.contents, [], 0)
  // A tag tears the line apart, so whatever else is said about that line is noise.
  const all = [...found, ...syntaxFindings(source)]
  const tagged = new Set(all.filter((finding) => finding.code === 'LUM002').map((finding) => finding.range.start.line))
  const torn = new Set<string>()
  const own = all.filter((finding) => {
    if (finding.code !== 'LUM002') return !tagged.has(finding.range.start.line)
    // The tree and the parser both speak of one lost text.
    const place = `${finding.range.start.line}:${finding.range.start.column}`
    const isFirst = !torn.has(place)
    torn.add(place)
    return isFirst
  })
  // One slip makes the parser stumble over the lines that follow; only the first of its complaints helps.
  const [first] = own.filter((finding) => finding.code === 'LUM000')
  return own.filter((finding) => finding.code !== 'LUM000' || finding === first)
}
