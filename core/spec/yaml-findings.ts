import type { Node, Scalar } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, visit } from 'yaml'
import type { Finding, SpecPath } from './finding.ts'
import { deepestNesting } from './plain-data.ts'
import { findingAtSpan, replaceSpan } from './source-finding.ts'
import type { SpecSource, TextSpan } from './spec-source.ts'

/** The largest file that is read. */
export const largestFile = 1_048_576

const yaml11Words = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/
const yaml11Sexagesimal = /^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/
const yaml11Date = /^\d{4}-\d\d?-\d\d?$/
const yaml11Number = /^[-+]?(0b[01_]+|\d[\d_]*_[\d_]*(\.[\d_]*)?)$/
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

function restOfLine(source: SpecSource, start: number): TextSpan {
  const newline = source.text.indexOf('\n', start)
  const end = newline === -1 ? source.text.length : newline
  const text = source.text.slice(start, end)
  const comment = text.search(/\s#/)
  return { start, end: start + (comment === -1 ? text : text.slice(0, comment)).trimEnd().length }
}

function whyNumberChanges(raw: string): string | undefined {
  if (/^[-+]?0\d+$/.test(raw)) return 'it begins with a zero'
  const digits = raw.replace(/[eE].*$/, '').replace(/[^\d]/g, '').replace(/^0+/, '')
  return /^[-+]?[\d.]+([eE][-+]?\d+)?$/.test(raw) && digits.length > 15 ? 'it has more than 15 digits' : undefined
}

function unbalanced(text: string): boolean {
  const withoutText = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '')
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
    return [findingAtSpan(source, 'LUM009', {}, path, span, replaceSpan('Put the whole line in quotes', whole, quoted(source.text.slice(whole.start, whole.end).trimEnd())))]
  }
  return []
}

type Ancestors = readonly unknown[]

function pathOf(key: unknown, ancestors: Ancestors): SpecPath {
  const path: (string | number)[] = []
  for (const [index, ancestor] of ancestors.entries()) {
    if (typeof ancestor !== 'object' || ancestor === null) continue
    if ('key' in ancestor && isScalar(ancestor.key)) path.push(String(ancestor.key.value))
    else if (isSeq(ancestor)) {
      const next = ancestors[index + 1]
      path.push(next === undefined ? Number(key) : ancestor.items.indexOf(next))
    }
  }
  return path
}

function nodeFindings(source: SpecSource, node: Node, key: unknown, ancestors: Ancestors): readonly Finding[] {
  const path = pathOf(key, ancestors)
  const found: Finding[] = []
  if (isAlias(node)) return [findingAtSpan(source, 'LUM004', { what: 'Aliases (*name)' }, path, spanOf(node))]
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
    found.push(findingAtSpan(source, 'LUM004', { what: 'Anchors (&name)' }, path, spanOf(node)))
  }
  if (isScalar(node) && key === 'key' && node.value === '<<') found.push(findingAtSpan(source, 'LUM004', { what: 'Merge keys (<<)' }, path, spanOf(node)))
  else if (isScalar(node) && node.type === 'PLAIN') found.push(...plainFindings(source, node, path))
  if (isMap(node) && node.flow && isConditionPath(path)) {
    const span = spanOf(node)
    found.push(findingAtSpan(source, 'LUM011', {}, path, span, replaceSpan('Put it in quotes', span, quoted(source.text.slice(span.start, span.end).replace(/^\{\s*|\s*\}$/g, '')))))
  }
  return found
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

function syntaxFindings(source: SpecSource): readonly Finding[] {
  const found: Finding[] = []
  for (const problem of [...source.document.errors, ...source.document.warnings]) {
    const span = { start: problem.pos[0], end: Math.max(problem.pos[1], problem.pos[0] + 1) }
    const line = problem.message.split('\n')[0] ?? ''
    switch (problem.code) {
      case 'BAD_ALIAS':
        break
      case 'TAG_RESOLVE_FAILED': {
        const rest = restOfLine(source, source.text.lastIndexOf('!', span.end - 1))
        found.push(findingAtSpan(source, 'LUM002', {}, [], rest, replaceSpan('Put it in quotes', rest, quoted(source.text.slice(rest.start, rest.end)))))
        break
      }
      case 'MULTIPLE_DOCS':
        found.push(findingAtSpan(source, 'LUM003', { what: 'Several documents', hint: 'Keep one document in a file, without --- between parts.' }, [], span))
        break
      case 'DUPLICATE_KEY': {
        const key = /^[^:\s]+/.exec(source.text.slice(span.start))?.[0] ?? ''
        found.push(findingAtSpan(source, 'LUM005', { what: 'Key', name: key }, [], { start: span.start, end: span.start + Math.max(1, key.length) }))
        break
      }
      default:
        found.push(findingAtSpan(source, 'LUM000', { problem: syntaxTexts[problem.code] ?? line.replace(/\.$/, '') }, [], span))
    }
  }
  return found
}

/** What the text does that YAML allows and LUMOS does not, or that other YAML tools would read otherwise. */
export function yamlFindings(source: SpecSource): readonly Finding[] {
  const found: Finding[] = []
  const directive = /^%.*$/m.exec(source.text)
  if (directive !== null && (source.document.directives.yaml.explicit === true || /^%(YAML|TAG)/.test(directive[0]))) {
    found.push(findingAtSpan(source, 'LUM003', { what: 'Directives (%YAML, %TAG)', hint: 'Delete this line.' }, [], { start: directive.index, end: directive.index + directive[0].length }))
  }
  visit(source.document, (key, node, ancestors) => {
    if (!isNode(node)) return undefined
    const depth = ancestors.filter((ancestor) => isMap(ancestor) || isSeq(ancestor)).length
    if (depth > deepestNesting) {
      found.push(findingAtSpan(source, 'LUM012', { problem: `nests deeper than ${deepestNesting} levels`, hint: 'Flatten this part.' }, [], spanOf(node)))
      return visit.BREAK
    }
    found.push(...nodeFindings(source, node, key, ancestors))
    return undefined
  })
  // A tag tears the line apart, so whatever else is said about that line is noise.
  const all = [...found, ...syntaxFindings(source)]
  const tagged = new Set(all.filter((finding) => finding.code === 'LUM002').map((finding) => finding.range.start.line))
  const own = all.filter((finding) => finding.code === 'LUM002' || !tagged.has(finding.range.start.line))
  // One slip makes the parser stumble over the lines that follow; only the first of its complaints helps.
  const [first] = own.filter((finding) => finding.code === 'LUM000')
  return own.filter((finding) => finding.code !== 'LUM000' || finding === first)
}
