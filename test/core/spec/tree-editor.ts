/** JSON that can be changed in place. */
export type JsonTree = null | string | number | boolean | JsonTree[] | { [key: string]: JsonTree }

type Path = readonly (string | number)[]

/** Changes a copy of a model by path; a path that leads nowhere changes nothing. */
export type TreeEditor = {
  readonly tree: JsonTree
  readonly keys: (path: Path) => readonly (string | number)[]
  readonly set: (path: Path, value: JsonTree) => void
  readonly insert: (path: Path, value: JsonTree) => void
  readonly remove: (path: Path) => void
  readonly rename: (path: Path, name: string) => void
  readonly reverse: (path: Path) => void
}

function isRecord(value: JsonTree | undefined): value is { [key: string]: JsonTree } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An editor on a copy of a model. */
export function treeEditor(model: unknown): TreeEditor {
  const tree: JsonTree = JSON.parse(JSON.stringify(model))
  const find = (path: Path): JsonTree | undefined => path.reduce<JsonTree | undefined>((node, key) => (Array.isArray(node) ? node[Number(key)] : isRecord(node) ? node[key] : undefined), tree)
  const refill = (record: { [key: string]: JsonTree }, entries: readonly (readonly [string, JsonTree])[]): void => {
    for (const key of Object.keys(record)) Reflect.deleteProperty(record, key)
    for (const [key, value] of entries) record[key] = value
  }
  const change = (path: Path, list: (items: JsonTree[], index: number) => void, map: (record: { [key: string]: JsonTree }, key: string) => void): void => {
    const holder = find(path.slice(0, -1))
    const key = path.at(-1)
    if (key === undefined) return
    if (Array.isArray(holder)) list(holder, Number(key))
    else if (isRecord(holder)) map(holder, String(key))
  }
  return {
    tree,
    keys(path) {
      const node = find(path)
      return Array.isArray(node) ? node.map((_, index) => index) : isRecord(node) ? Object.keys(node) : []
    },
    set: (path, value) => change(path, (items, index) => { items[index] = value }, (record, key) => { record[key] = value }),
    insert: (path, value) => change(path, (items, index) => { items.splice(index, 0, value) }, (record, key) => { record[key] = value }),
    remove: (path) => change(path, (items, index) => { items.splice(index, 1) }, (record, key) => { refill(record, Object.entries(record).filter(([each]) => each !== key)) }),
    rename: (path, name) => change(path, () => undefined, (record, key) => { refill(record, Object.entries(record).map(([each, value]) => [each === key ? name : each, value])) }),
    reverse(path) {
      const node = find(path)
      if (Array.isArray(node)) node.reverse()
    },
  }
}
