import type { JsonValue } from './json-value.ts'
import type { SpecPath } from './finding.ts'
import { isAmbiguousPlain, isConditionPath } from './yaml-findings.ts'

/** Widest line that a map or list in braces may make. */
const widestFlow = 110

/** How a text was written, so that a changed one looks the same. */
export type ScalarStyle = 'plain' | 'single' | 'double'

function isNumberLike(text: string): boolean {
  return /^[-+]?(\d[\d_]*)?(\.\d*)?([eE][-+]?\d+)?$/.test(text) || /^[-+]?(0x[\da-fA-F]+|0o[0-7]+|\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text)
}

function isPlainSafe(text: string, flow: boolean): boolean {
  return text !== '' && text.trim() === text
    && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(text)
    && !/^[-?:,[\]{}#&*!|>'"%@`~=<]/.test(text) && !/:(\s|$)|\s#/.test(text)
    && !(flow && /[,[\]{}:]/.test(text))
    && !/^(true|false|null|~)$/i.test(text) && !isNumberLike(text) && !isAmbiguousPlain(text) && !/^(---|\.\.\.)/.test(text)
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** One text, number or truth value; a condition is always quoted. */
export function scalarText(value: string | number | boolean | null, place: { readonly flow: boolean; readonly condition?: boolean; readonly style?: ScalarStyle }): string {
  if (typeof value !== 'string') return String(value)
  const printable = !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(value)
  if (place.style === 'single' && printable) return singleQuoted(value)
  if (place.style === 'double') return JSON.stringify(value)
  if (place.style === undefined && place.condition === true && printable) return value.includes('"') && !value.includes("'") ? singleQuoted(value) : JSON.stringify(value)
  return isPlainSafe(value, place.flow) ? value : JSON.stringify(value)
}

/** A key of a map. */
export function keyText(key: string): string {
  return scalarText(key, { flow: true })
}

/** A value in braces and brackets, on one line. */
export function flowText(value: JsonValue, path: SpecPath): string {
  if (value === null || typeof value !== 'object') return scalarText(value, { flow: true, condition: isConditionPath(path) })
  if (Array.isArray(value)) return `[${value.map((item: JsonValue, index) => flowText(item, [...path, index])).join(', ')}]`
  const entries = Object.entries(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${keyText(key)}: ${flowText(item, [...path, key])}`).join(', ')} }`
}

function hasLongText(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes('\n')
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText)
}

function depthOf(value: JsonValue): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
}

function isFlow(value: JsonValue, path: SpecPath, indent: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  const size = Array.isArray(value) ? value.length : Object.keys(value).length
  if (size === 0) return true
  // The large parts of a file stay open, however little stands in them.
  const open = path.length < 3 || (path.length === 3 && path[1] === 'flow' && path[2] === 'nodes')
  const listOfRecords = Array.isArray(value) && value.length > 1 && value.some((item) => typeof item === 'object')
  return !open && !listOfRecords && depthOf(value) <= 3 && !hasLongText(value) && indent + flowText(value, path).length + String(path.at(-1)).length <= widestFlow
}

/** The lines of a text as a block at an indentation, and the sign that says how it ends; undefined where only quotes can hold it. */
export function blockBody(text: string, indent: number): { readonly sign: '' | '-'; readonly lines: string } | undefined {
  if (text === '' || !fitsBlock(text)) return undefined
  const pad = ' '.repeat(indent)
  const body = text.endsWith('\n') ? text.slice(0, -1) : text
  return { sign: text.endsWith('\n') ? '' : '-', lines: body.split('\n').map((line) => (line === '' ? '' : pad + line)).join('\n') }
}

function literalBlock(text: string, indent: number): string {
  const body = blockBody(text, indent)
  return body === undefined ? JSON.stringify(text) : `|${body.sign}\n${body.lines}`
}

function canBeLiteral(text: string): boolean {
  return text.includes('\n') && fitsBlock(text)
}

function fitsBlock(text: string): boolean {
  return !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(text) && !/^[\s]|\n\n$|[ \t]\n|[ \t]$/.test(text)
}

/** The lines of a map's entries, or of a list's items, at an indentation. */
export function blockText(value: { readonly [key: string]: JsonValue } | readonly JsonValue[], path: SpecPath, indent: number): string {
  const pad = ' '.repeat(indent)
  if (Array.isArray(value)) return value.map((item: JsonValue, index) => `${pad}${itemText(item, [...path, index], indent)}`).join('\n')
  return Object.entries(value).map(([key, item]) => `${pad}${entryText(key, item, [...path, key], indent)}`).join('\n')
}

/** `key: value` at an indentation, without the indentation of its first line; the path is the value's. */
export function entryText(key: string, value: JsonValue, path: SpecPath, indent: number): string {
  return `${keyText(key)}:${afterKey(value, path, indent)}`
}

/** What follows `key:`: a value on the same line, or lines below it. */
export function afterKey(value: JsonValue, path: SpecPath, indent: number): string {
  if (typeof value === 'string' && canBeLiteral(value)) return ` ${literalBlock(value, indent + 2)}`
  if (value === null || typeof value !== 'object') return ` ${scalarText(value, { flow: false, condition: isConditionPath(path) })}`
  return isFlow(value, path, indent) ? ` ${flowText(value, path)}` : `\n${blockText(value, path, indent + 2)}`
}

/** `- value` at an indentation, without the indentation of its first line. */
export function itemText(value: JsonValue, path: SpecPath, indent: number): string {
  if (typeof value === 'string' && canBeLiteral(value)) return `- ${literalBlock(value, indent + 2)}`
  if (value === null || typeof value !== 'object') return `- ${scalarText(value, { flow: false, condition: isConditionPath(path) })}`
  if (isFlow(value, path, indent)) return `- ${flowText(value, path)}`
  return `- ${blockText(value, path, indent + 2).trimStart()}`
}
