import type { JsonDefs, JsonNode } from './json-node.ts'
import { formsOf, nameOfForm, refOf, valuesOf } from './json-node.ts'
import { exampleKey } from './schema-examples.ts'

/** One part of a page: a heading with a table of fields. */
export type TableSection = { readonly title: string; readonly anchor: string; readonly intro: string; readonly rows: readonly FieldRow[] }

/** One field as the pages show it. */
export type FieldRow = { readonly path: string; readonly type: string; readonly required: boolean; readonly fallback: string; readonly meaning: string; readonly example: string }

/** The address of a heading as Markdown readers make it. */
export function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-')
}

function isPlain(node: JsonNode): boolean {
  return node.properties === undefined && valuesOf(node) === undefined && node.items === undefined && node.prefixItems === undefined && formsOf(node).length === 0
}

function limits(node: JsonNode): string {
  const least = node.exclusiveMinimum === undefined ? node.minimum : `more than ${node.exclusiveMinimum}`
  const hasMost = node.maximum !== undefined && node.maximum < Number.MAX_SAFE_INTEGER
  if (typeof least === 'string') return hasMost ? `, ${least}, at most ${node.maximum}` : `, ${least}`
  if (least !== undefined && least > Number.MIN_SAFE_INTEGER) return hasMost ? `, ${least} to ${node.maximum}` : `, from ${least}`
  return hasMost ? `, at most ${node.maximum}` : ''
}

/** The type of a node in words, with links to the parts that have a section. */
export function typeText(node: JsonNode, defs: JsonDefs): string {
  const ref = refOf(node)
  if (ref !== undefined) return `[${ref}](#${anchorOf(ref)})`
  if (node.const !== undefined) return `\`${String(node.const)}\``
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (node.prefixItems !== undefined) return `[${node.prefixItems.map((item) => typeText(item, defs)).join(', ')}]`
  if (node.items !== undefined) return `list of ${typeText(node.items, defs)}${node.minItems === undefined ? '' : `, at least ${node.minItems}`}`
  const values = valuesOf(node)
  if (values !== undefined) return `map: ${node.propertyNames === undefined || refOf(node.propertyNames) === undefined ? 'name' : typeText(node.propertyNames, defs)} → ${typeText(values, defs)}`
  const forms = node.oneOf ?? node.anyOf
  if (forms !== undefined) return formsOf(node).length === forms.length ? `one of ${forms.map((form) => nameOfForm(form)?.value ?? 'a record').join(', ')}` : forms.map((form) => typeText(form, defs)).join(' or ')
  if (node.properties !== undefined) return 'record'
  if (Array.isArray(node.type)) return node.type.map(plainName).join(' or ')
  if (node.type === undefined) return 'anything'
  return `${plainName(node.type)}${node.format === 'uri' ? ' (address)' : ''}${limits(node)}`
}

function plainName(type: string): string {
  return { string: 'text', integer: 'whole number', number: 'number', boolean: 'true/false', object: 'record', array: 'list', null: 'nothing' }[type] ?? type
}

type Collector = { readonly defs: JsonDefs; readonly examples: ReadonlyMap<string, string>; readonly sections: TableSection[] }

function rowsOf(node: JsonNode, section: string, prefix: string, collector: Collector): readonly FieldRow[] {
  const { defs, examples } = collector
  return Object.entries(node.properties ?? {}).flatMap(([key, field]): readonly FieldRow[] => {
    const path = `${prefix}${key}`
    const definition = defs[refOf(field) ?? '']
    const row: FieldRow = {
      path,
      type: typeText(field, defs),
      required: (node.required ?? []).includes(key),
      fallback: field.default === undefined ? '' : JSON.stringify(field.default).replace(/^"|"$/g, ''),
      meaning: field.description ?? definition?.description ?? '',
      example: examples.get(exampleKey(section, path)) ?? '',
    }
    return [row, ...innerRows(field, section, path, collector)]
  })
}

function innerRows(field: JsonNode, section: string, path: string, collector: Collector): readonly FieldRow[] {
  if (refOf(field) !== undefined || isPlain(field)) return []
  const forms = formsOf(field)
  if (forms.length > 0) {
    addForms(forms, section, path, collector)
    return []
  }
  // A part of a file that has parts of its own gets a table of its own.
  if (/^spec\.[A-Za-z]+$/.test(path)) {
    const at = collector.sections.length
    const rows = partRows(field, section, path, collector)
    if (rows.length > 0) collector.sections.splice(at, 0, { title: `${section} ${path}`, anchor: anchorOf(`${section} ${path}`), intro: introOf({ description: field.description, properties: {} }, collector.defs), rows })
    return []
  }
  return partRows(field, section, path, collector)
}

function partRows(field: JsonNode, section: string, path: string, collector: Collector): readonly FieldRow[] {
  if (field.items !== undefined) return innerRows(field.items, section, `${path}[]`, collector)
  const values = valuesOf(field)
  if (values !== undefined) return innerRows(values, section, `${path}.<name>`, collector)
  return rowsOf(field, section, `${path}.`, collector)
}

/** The heading of one form of a part. */
export function formTitle(section: string, path: string, form: JsonNode): string {
  const own = nameOfForm(form)
  if (path.endsWith('flow.nodes.<name>') && own !== undefined) return `Node: ${own.value}`
  const part = path === '' ? section : `${section} ${path.replace(/(\[\]|\.<name>)/g, '')}`
  return own === undefined ? part : `${part}: ${own.value}`
}

function addForms(forms: readonly JsonNode[], section: string, path: string, collector: Collector): void {
  const shared = sharedFields(forms)
  const [first] = forms
  if (first !== undefined && shared.size > 0) {
    const title = path.endsWith('flow.nodes.<name>') ? 'Every node' : `${section}: every form`
    const properties = Object.fromEntries(Object.entries(first.properties ?? {}).filter(([key]) => shared.has(key)))
    const sections: TableSection[] = []
    addSection(title, { ...first, description: undefined, properties }, { ...collector, sections })
    const example = (row: FieldRow): string => forms.map((form) => collector.examples.get(exampleKey(formTitle(section, path, form), row.path))).find((text) => text !== undefined) ?? ''
    collector.sections.push(...sections.map((part) => ({ ...part, intro: 'What all of them have.', rows: part.rows.map((row) => ({ ...row, example: example(row) })) })))
  }
  for (const form of forms) addSection(formTitle(section, path, form), { ...form, properties: Object.fromEntries(Object.entries(form.properties ?? {}).filter(([key]) => !shared.has(key))) }, collector)
}

/** Fields that all forms have alike, where they are so many that repeating them would bury the others. */
function sharedFields(forms: readonly JsonNode[]): ReadonlySet<string> {
  const [first, ...others] = forms
  const alike = Object.entries(first?.properties ?? {}).filter(([key, field]) => others.every((form) => JSON.stringify(form.properties?.[key]) === JSON.stringify(field)) && others.length > 0)
  return new Set(alike.length > 4 ? alike.map(([key]) => key) : [])
}

function addSection(title: string, node: JsonNode, collector: Collector): void {
  const at = collector.sections.length
  const forms = formsOf(node)
  const rows = forms.length > 0 ? [] : rowsOf(node, title, '', collector)
  collector.sections.splice(at, 0, { title, anchor: anchorOf(title), intro: introOf(node, collector.defs), rows })
  if (forms.length > 0) addForms(forms, title, '', collector)
}

function introOf(node: JsonNode, defs: JsonDefs): string {
  const said = node.description === undefined ? '' : `${node.description.charAt(0).toUpperCase()}${node.description.slice(1)}.`
  if (node.properties !== undefined) return said
  return `${said}${said === '' ? '' : ' '}${formsOf(node).length > 0 ? 'Its forms:' : `A ${typeText({ ...node, description: undefined }, defs)}${node.pattern === undefined ? '' : ` that fits \`${node.pattern.replaceAll('|', '\\|')}\``}.`}`
}

/** The sections that explain a part of the format and everything written inline in it. */
export function tableSections(title: string, node: JsonNode, defs: JsonDefs, examples: ReadonlyMap<string, string>): readonly TableSection[] {
  const collector: Collector = { defs, examples, sections: [] }
  addSection(title, node, collector)
  return collector.sections
}

/** A section as Markdown. */
export function printSection({ title, intro, rows }: TableSection, depth: number): string {
  const code = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', '\\|')
  const cell = (text: string): string => code(text).replaceAll('<', '&lt;')
  const lines = rows.map(({ path, type, required, fallback, meaning, example }) =>
    `| \`${path}\`${required ? ' \\*' : ''} | ${cell(type)} | ${fallback === '' ? '' : `\`${code(fallback)}\``} | ${cell(meaning)} | ${example === '' ? '' : `\`${code(example)}\``} |`)
  const table = rows.length === 0 ? [] : ['', '| field | type | default | meaning | example |', '|---|---|---|---|---|', ...lines]
  return [`${'#'.repeat(depth)} ${title}`, ...(intro === '' ? [] : ['', intro]), ...table].map((line) => `${line}\n`).join('')
}
