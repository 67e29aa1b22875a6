import type { Value } from '../conditions/value.ts'
import { isRecord } from '../conditions/value.ts'
import type { EngineContext } from './engine-state.ts'

/** A text with places for values: parts alternate between literal text and the dotted path of a value. */
export type TextTemplate = { readonly literals: readonly string[]; readonly paths: readonly (readonly string[])[] }

/** The text of a template, or the path that has no text to show. */
export type RenderedText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'absent' | 'notText'; readonly path: string }

const placePattern = /\{\{\s*([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)\s*\}\}/g

/** Reads `{{ path }}` places once; what a value brings in is never read again. */
export function parseTemplate(text: string): TextTemplate {
  const literals: string[] = []
  const paths: (readonly string[])[] = []
  let end = 0
  for (const match of text.matchAll(placePattern)) {
    literals.push(text.slice(end, match.index))
    paths.push((match[1] ?? '').split('.'))
    end = match.index + match[0].length
  }
  literals.push(text.slice(end))
  return { literals, paths }
}

/** Puts the values of the context into the template. */
export function renderTemplate(template: TextTemplate, context: EngineContext): RenderedText {
  let text = template.literals[0] ?? ''
  for (let index = 0; index < template.paths.length; index++) {
    const path = template.paths[index] ?? []
    const value = readPath(context, path)
    if (value === undefined) return { kind: 'absent', path: path.join('.') }
    if (typeof value === 'object') return { kind: 'notText', path: path.join('.') }
    text += String(value) + (template.literals[index + 1] ?? '')
  }
  return { kind: 'text', text }
}

/** The value at a path of the context; undefined where any part of it is absent. A node that was never visited has counters at zero. */
export function readPath(context: { readonly [key: string]: Value }, path: readonly string[]): Value | undefined {
  let value: Value | undefined = context
  for (const name of path) {
    value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
    if (value === undefined) return path[0] === 'nodes' && path.length === 3 ? (path[2] === 'outcome' ? '' : 0) : undefined
  }
  return value
}
