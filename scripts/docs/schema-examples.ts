import { stringify } from 'yaml'
import type { JsonDefs, JsonNode } from './json-node.ts'
import { formsOf, nameOfForm, refOf, valuesOf } from './json-node.ts'
import { formTitle } from './schema-tables.ts'

const longest = 70

/** The key under which the example of a field is kept. */
export function exampleKey(section: string, path: string): string {
  return `${section}\n${path}`
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function keep(found: Map<string, string>, section: string, path: string, data: unknown): void {
  const key = exampleKey(section, path)
  if (path === '' || found.has(key) || data === undefined) return
  const text = stringify(data, { collectionStyle: 'flow', flowCollectionPadding: true, lineWidth: 0, defaultStringType: 'PLAIN' }).trim()
  if (text.length <= longest && !text.includes('\n')) found.set(key, text)
}

function walk(node: JsonNode, data: unknown, section: string, path: string, defs: JsonDefs, found: Map<string, string>): void {
  keep(found, section, path, data)
  const ref = refOf(node)
  if (ref !== undefined) {
    const definition = defs[ref]
    if (definition !== undefined) walk(definition, data, ref, '', defs, found)
    return
  }
  const forms = formsOf(node)
  if (forms.length > 0 && isRecord(data)) {
    const form = forms.find((each) => {
      const own = nameOfForm(each)
      return own !== undefined && own.value.split(', ').includes(String(data[own.key]))
    })
    if (form !== undefined) walk({ ...form, oneOf: undefined, anyOf: undefined }, data, formTitle(section, path, form), '', defs, found)
    return
  }
  if (Array.isArray(data) && node.items !== undefined) for (const item of data) walkInside(node.items, item, section, `${path}[]`, defs, found)
  if (!isRecord(data)) return
  const values = valuesOf(node)
  for (const [key, value] of Object.entries(data)) {
    const field = node.properties?.[key]
    if (field !== undefined) walk(field, value, section, path === '' ? key : `${path}.${key}`, defs, found)
    else if (values !== undefined) walkInside(values, value, section, `${path}.<name>`, defs, found)
  }
}

// An item of a list or map has no row of its own, only its fields have.
function walkInside(node: JsonNode, data: unknown, section: string, path: string, defs: JsonDefs, found: Map<string, string>): void {
  walk(node, data, section, path, defs, found)
}

/** For each field of the format the first short value that the samples give it. */
export function collectExamples(samples: readonly { readonly kind: string; readonly data: unknown }[], defs: JsonDefs): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { kind, data } of samples) {
    const node = defs[kind]
    if (node !== undefined) walk(node, data, kind, '', defs, found)
  }
  return found
}
