/** A graph cut in two at one of its values: the part that makes it, and the part that reads it. */
export type SplitGraph = { readonly trunk: Uint8Array; readonly top: Uint8Array }

type Field = { readonly number: number; readonly start: number; readonly from: number; readonly to: number }
type Node = { readonly field: Field; readonly inputs: readonly string[]; readonly outputs: readonly string[] }

/** Field numbers of the ONNX messages that are read here. */
const MODEL_GRAPH = 7
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const
const NODE = { input: 1, output: 2 } as const
const INITIALIZER_NAME = 8
const VALUE_NAME = 1

/**
 * Cuts a model, so that what its two outputs share can be computed alone: `trunk` gives `shared`, and `top` makes `last` from it.
 * Undefined where the model has no such outputs, or where `last` does not depend on the inputs through `shared` alone.
 */
export function splitOnnx(model: Uint8Array, shared: string, last: string): SplitGraph | undefined {
  const graph = fieldsOf(model, 0, model.length).find((field) => field.number === MODEL_GRAPH)
  if (graph === undefined) return undefined
  const fields = fieldsOf(model, graph.from, graph.to)
  const nodes = fields.filter((field) => field.number === GRAPH.node).map((field): Node => ({ field, inputs: texts(model, field, NODE.input), outputs: texts(model, field, NODE.output) }))
  const output = (name: string): Field | undefined => fields.find((field) => field.number === GRAPH.output && nameOf(model, field, VALUE_NAME) === name)
  const sharedValue = output(shared)
  const lastValue = output(last)
  if (sharedValue === undefined || lastValue === undefined) return undefined

  const lower = reaching(nodes, shared, new Set())
  const upper = reaching(nodes, last, new Set([shared]))
  if (upper.values.has('input_ids') || !upper.values.has(shared)) return undefined
  const part = (kept: Reach, made: Field, read: readonly Field[]): Uint8Array => {
    const own = fields.filter((field) => isKept(model, field, kept))
    const pieces = [...own.map((field) => model.subarray(field.start, field.to)), ...read.map((field) => asField(GRAPH.input, model.subarray(field.from, field.to))), model.subarray(made.start, made.to)]
    return withGraph(model, graph, concatenated(pieces))
  }
  return { trunk: part(lower, sharedValue, []), top: part(upper, lastValue, [sharedValue]) }
}

type Reach = { readonly nodes: ReadonlySet<number>; readonly values: ReadonlySet<string> }

/** The nodes, by where they start, and the values that a value is made from, going no further than the given ones. */
function reaching(nodes: readonly Node[], value: string, ends: ReadonlySet<string>): Reach {
  const maker = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
  const reached: { nodes: Set<number>; values: Set<string> } = { nodes: new Set(), values: new Set() }
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.values.has(next)) continue
    reached.values.add(next)
    const node = ends.has(next) ? undefined : maker.get(next)
    if (node === undefined) continue
    reached.nodes.add(node.field.start)
    open.push(...node.inputs.filter((input) => input !== ''))
  }
  return reached
}

function isKept(model: Uint8Array, field: Field, kept: Reach): boolean {
  switch (field.number) {
    case GRAPH.node:
      return kept.nodes.has(field.start)
    case GRAPH.initializer:
      return kept.values.has(nameOf(model, field, INITIALIZER_NAME))
    case GRAPH.input:
      return kept.values.has(nameOf(model, field, VALUE_NAME))
    case GRAPH.output:
      return false
    default:
      return true
  }
}

function withGraph(model: Uint8Array, graph: Field, body: Uint8Array): Uint8Array {
  return concatenated([model.subarray(0, graph.start), asField(MODEL_GRAPH, body), model.subarray(graph.to)])
}

/** The fields of one protocol buffer message, each with where it starts and where its content lies. */
function fieldsOf(bytes: Uint8Array, from: number, to: number): readonly Field[] {
  const fields: Field[] = []
  for (let at = from; at < to; ) {
    const start = at
    const tag = varint(bytes, at)
    const [number, wire] = [Math.floor(tag.value / 8), tag.value % 8]
    const size = wire === 2 ? varint(bytes, tag.next) : undefined
    const content = size?.next ?? tag.next
    const end = size !== undefined ? content + size.value : wire === 0 ? varint(bytes, content).next : content + (wire === 1 ? 8 : 4)
    if (end > to) throw new Error('The model file ends in the middle of a message')
    fields.push({ number, start, from: content, to: end })
    at = end
  }
  return fields
}

function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) break
    value += (byte % 128) * 2 ** (7 * i)
    if (byte < 128) return { value, next: at + i + 1 }
  }
  throw new Error('The model file ends in the middle of a number')
}

function asField(number: number, content: Uint8Array): Uint8Array {
  return concatenated([Uint8Array.from([...encoded(number * 8 + 2), ...encoded(content.length)]), content])
}

function encoded(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...encoded(Math.floor(value / 128))]
}

function texts(bytes: Uint8Array, message: Field, number: number): readonly string[] {
  return fieldsOf(bytes, message.from, message.to)
    .filter((field) => field.number === number)
    .map((field) => Buffer.from(bytes.buffer, bytes.byteOffset + field.from, field.to - field.from).toString('utf8'))
}

function nameOf(bytes: Uint8Array, message: Field, number: number): string {
  return texts(bytes, message, number)[0] ?? ''
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
