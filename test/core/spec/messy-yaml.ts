import type { JsonTree } from './tree-editor.ts'

/** What a comment (or an `x-` key) belongs to: keys of maps, and for items of lists their id or their JSON. */
export type OwnerPath = readonly string[]
/** A piece of text that has to survive as long as its owner does. */
export type Mark = { readonly token: string; readonly owner: OwnerPath; readonly kind: 'comment' | 'extension' }
/** A file as people write them, with what belongs to what. */
export type MessyFile = { readonly text: string; readonly marks: readonly Mark[]; /** The lines of entries of maps, by path. */ readonly blocks: ReadonlyMap<string, string> }

/** How a list knows an item again. */
export function itemKey(item: JsonTree): string {
  return typeof item === 'object' && item !== null && !Array.isArray(item) && typeof item['id'] === 'string' ? `id:${item['id']}` : JSON.stringify(item)
}

function numbers(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b) >>> 0
    mixed = (mixed ^ (mixed >>> 13)) >>> 0
    return mixed % limit
  }
}

/** Writes a model in mixed styles, with comments everywhere. */
export function messyYaml(model: JsonTree, seed: number): MessyFile {
  const pick = numbers(seed)
  const chance = (percent: number): boolean => pick(100) < percent
  const marks: Mark[] = []
  const blocks = new Map<string, string>()
  const eol = chance(25) ? '\r\n' : '\n'
  const noise = 4 + pick(22)

  function comment(owner: OwnerPath): string {
    const token = `#c${marks.length}${chance(10) ? '\ttab' : ''} ${['why: [x]', 'ü — "quoted"', '- not an item', 'key: value', "it's # twice"][pick(5)] ?? ''} ${marks.length}!`
    marks.push({ token, owner, kind: 'comment' })
    return token
  }
  const behind = (owner: OwnerPath): string => (chance(noise) ? `${chance(20) ? '\t' : ' '.repeat(1 + pick(9))}${comment(owner)}` : '')

  const plainSafe = (text: string): boolean => /^[A-Za-zÄ-ü][\w .()-]*$/.test(text) && !text.endsWith(' ') && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(text)
  function scalar(value: JsonTree, flow: boolean): string {
    if (typeof value !== 'string') return JSON.stringify(value)
    const style = pick(3)
    if (style === 0 && plainSafe(value)) return value
    if (style === 1 && !/[\n\u0000-\u001f]/.test(value)) return `'${value.replaceAll("'", "''")}'`
    return flow || style < 3 ? JSON.stringify(value) : value
  }
  const key = (name: string): string => (/^[A-Za-z][\w-]*$/.test(name) ? [name, name, name, `'${name}'`, `"${name}"`][pick(5)] ?? name : JSON.stringify(name))

  function flowText(value: JsonTree, path: OwnerPath, indent: number, lines: boolean): string {
    if (typeof value !== 'object' || value === null) return scalar(value, true)
    const isList = Array.isArray(value)
    const entries: readonly (readonly [string, JsonTree, string])[] = isList ? value.map((item) => [itemKey(item), item, ''] as const) : Object.entries(value).map(([name, item]) => [name, item, `${key(name)}: `] as const)
    const [open, close] = isList ? ['[', ']'] : ['{', '}']
    if (!lines || entries.length === 0) {
      const pad = chance(50) ? ' ' : ''
      return `${open}${pad}${entries.map(([, item, head]) => head + flowText(item, path, indent, false)).join(chance(80) ? ', ' : ' ,  ')}${chance(8) && entries.length > 0 ? ',' : ''}${pad}${close}`
    }
    const pad = ' '.repeat(indent + 2)
    let text = `${open}${behind(path)}\n`
    for (const [index, [name, item, head]] of entries.entries()) {
      const own = [...path, name]
      if (chance(noise)) text += `${pad}${comment(own)}\n`
      text += `${pad}${head}${flowText(item, own, indent + 2, false)}${index < entries.length - 1 || chance(30) ? ',' : ''}${behind(own)}\n`
    }
    return `${text}${' '.repeat(Math.max(indent, 1))}${close}`
  }

  function blockScalar(value: string, indent: number, path: OwnerPath): string | undefined {
    if (/^\s|\n\n$|[ \t]\n|[ \t]$|\t/.test(value) || value === '') return undefined
    const pad = ' '.repeat(indent + 2 + pick(3))
    const end = value.endsWith('\n')
    const body = (end ? value.slice(0, -1) : value).split('\n').map((line) => (line === '' ? '' : pad + line)).join('\n')
    return `${value.includes('\n') ? '|' : '>'}${end ? '' : '-'}${behind(path)}\n${body}`
  }

  function afterColon(value: JsonTree, path: OwnerPath, indent: number): string {
    if (typeof value === 'string' && (value.includes('\n') || (value.length > 12 && chance(12)))) {
      const block = blockScalar(value, indent, path)
      if (block !== undefined) return ` ${block}`
    }
    if (typeof value === 'string' && / [A-Za-z]/.test(value) && plainSafe(value) && chance(10)) return ` ${value.replace(/ (?=[A-Za-z])/, `\n${' '.repeat(indent + 3)}`)}${behind(path)}`
    if (typeof value !== 'object' || value === null) return `${chance(10) ? '   ' : ' '}${scalar(value, false)}${behind(path)}`
    const size = Object.keys(value).length
    if (size === 0 || (path.length > 4 && chance(45) && !JSON.stringify(value).includes('\\n'))) return ` ${flowText(value, path, indent, chance(40))}${behind(path)}`
    const listIndent = Array.isArray(value) && chance(40) ? indent : indent + (chance(67) ? 2 : 4)
    return `${behind(path)}\n${Array.isArray(value) ? list(value, path, listIndent) : map(value, path, listIndent)}`
  }

  function before(own: OwnerPath, parent: OwnerPath, indent: number, first: boolean): string {
    const pad = ' '.repeat(indent)
    let text = ''
    if (!first && chance(noise)) text += chance(30) ? `\n${pad}${comment(parent)}\n\n` : '\n'
    if (!first && chance(Math.min(noise, 10))) text += `${pad}# -- ${comment(parent)} --\n`
    if (chance(noise)) text += `${pad}${comment(own)}\n`
    if (chance(5)) text += `${pad}${comment(own)}\n`
    return text
  }

  function map(value: { readonly [key: string]: JsonTree }, path: OwnerPath, indent: number, shared = false): string {
    const pad = ' '.repeat(indent)
    const entries = Object.entries(value)
    const lines: string[] = []
    const extension = mayExtend(value, path) && chance(12) ? pick(entries.length + 1) : -1
    for (const [index, [name, item]] of entries.entries()) {
      const own = [...path, name]
      const onDash = shared && index === 0
      if (index === extension && !onDash) {
        const token = `x-m${marks.length}z`
        marks.push({ token, owner: path, kind: 'extension' })
        lines.push(`${pad}${token}: {  by: [ops],when: "2026-03" }`)
      }
      let text = onDash ? '' : before(own, path, indent, index === 0)
      text += `${onDash ? '' : pad}${key(name)}:${afterColon(item, own, indent)}`
      if (typeof item !== 'object' && chance(Math.min(noise, 8))) text += `\n${pad}${' '.repeat(1)}${comment(own)}`
      if (!onDash) blocks.set(JSON.stringify(own), text.replace(/^\n+/, ''))
      lines.push(text)
    }
    return lines.join('\n')
  }

  function list(value: readonly JsonTree[], path: OwnerPath, indent: number): string {
    const pad = ' '.repeat(indent)
    return value.map((item, index) => {
      const own = [...path, itemKey(item)]
      const head = before(own, path, indent, index === 0)
      if (typeof item !== 'object' || item === null) return `${head}${pad}- ${scalar(item, false)}${behind(own)}`
      if (chance(40)) return `${head}${pad}- ${flowText(item, own, indent + 2, chance(30))}${behind(own)}`
      if (Array.isArray(item)) return `${head}${pad}- ${flowText(item, own, indent + 2, false)}`
      const gap = 1 + pick(3)
      if (chance(15)) return `${head}${pad}-${behind(own)}\n${map(item, own, indent + 2)}`
      return `${head}${pad}-${' '.repeat(gap)}${map(item, own, indent + 1 + gap, true)}`
    }).join('\n')
  }

  let text = typeof model === 'object' && model !== null && !Array.isArray(model) ? map(model, [], 0) : ''
  if (chance(40)) text = `${comment([])}\n\n${text}`
  if (chance(40)) text += `\n${chance(50) ? '\n' : ''}${chance(50) ? '' : ''}${comment([])}`
  if (chance(75)) text += '\n'
  if (chance(20)) text = `\ufeff${text}`
  const fit = (each: string): string => (eol === '\n' ? each : each.replaceAll('\n', eol))
  return { text: fit(text), marks, blocks: new Map([...blocks].map(([path, block]) => [path, fit(block)])) }
}

// The format allows `x-` keys beside its own keys, not among ids.
function mayExtend(value: { readonly [key: string]: JsonTree }, path: OwnerPath): boolean {
  return (path.length === 1 && (path[0] === 'spec' || path[0] === 'metadata')) || (typeof value['kind'] === 'string' && typeof value['stage'] === 'string') || path.at(-2) === 'teams' || path.at(-2) === 'agents'
}
