import { EMBEDDING_SIZE } from './embedding.ts'
import type { Embedding } from './embedding.ts'

const PAGE_BYTES = 65_536
const BOUNDARY = 16

/**
 * A table of embeddings whose dot products with a text are computed eight numbers at a time. Sums are whole numbers below 2^31
 * whatever their order, because no embedding is longer than one: the result is exact, and the same as that of a plain loop.
 */
export class EmbeddingTable {
  readonly rows: number
  readonly #size: number
  readonly #tableAt: number
  readonly #productsAt: number
  readonly #query: Int16Array
  readonly #products: Int32Array
  readonly #run: (query: number, table: number, rows: number, products: number) => void

  constructor(rows: number, rowAt: (row: number) => Embedding | undefined) {
    this.rows = rows
    this.#size = sizeOf(rows, rowAt)
    const rowBytes = toBoundary(this.#size * 2)
    // The text first, then its products with every row, then the rows; everything on a boundary of 16 bytes.
    this.#productsAt = rowBytes
    this.#tableAt = this.#productsAt + toBoundary(rows * 4)
    const memory = new WebAssembly.Memory({ initial: Math.ceil((this.#tableAt + rows * rowBytes) / PAGE_BYTES) })
    this.#query = new Int16Array(memory.buffer, 0, this.#size)
    this.#products = new Int32Array(memory.buffer, this.#productsAt, rows)
    const table = new Int16Array(memory.buffer, this.#tableAt, (rows * rowBytes) / 2)
    for (let row = 0; row < rows; row++) {
      const embedding = rowAt(row)
      if (embedding !== undefined) table.set(embedding, (row * rowBytes) / 2)
    }
    const { products } = new WebAssembly.Instance(compiled(rowBytes), { lumos: { memory } }).exports
    if (typeof products !== 'function') throw new Error('The dot products have no entry point: their code is damaged.')
    this.#run = (query, at, count, out) => { products(query, at, count, out) }
  }

  /** The dot product of an embedding with every row; valid until the next call. */
  products(embedding: Embedding): Int32Array {
    if (embedding.length !== this.#size) {
      // Without any row there was nothing to learn the size from, and nothing to compare with.
      if (this.#products.every((product) => product === 0)) return this.#products
      throw new Error(`An embedding of ${embedding.length} numbers cannot be compared with a table of ${this.#size}.`)
    }
    this.#query.set(embedding)
    this.#run(0, this.#tableAt, this.rows, this.#productsAt)
    return this.#products
  }
}

/** All embeddings of a table have the size of the first. */
function sizeOf(rows: number, rowAt: (row: number) => Embedding | undefined): number {
  for (let row = 0; row < rows; row++) {
    const embedding = rowAt(row)
    if (embedding !== undefined) return embedding.length
  }
  return EMBEDDING_SIZE
}

function toBoundary(bytes: number): number {
  return Math.ceil(bytes / BOUNDARY) * BOUNDARY
}

const modules = new Map<number, WebAssembly.Module>()

function compiled(rowBytes: number): WebAssembly.Module {
  const module = modules.get(rowBytes) ?? new WebAssembly.Module(code(rowBytes))
  modules.set(rowBytes, module)
  return module
}

/** Local variables of the function below: its four parameters, the place within a row, and four sums at once. */
const [query, table, rows, out, at, sums] = [0, 1, 2, 3, 4, 5]
const [I32, V128] = [0x7f, 0x7b]
const get = (local: number): readonly number[] => [0x20, local]
const set = (local: number): readonly number[] => [0x21, local]
const tee = (local: number): readonly number[] => [0x22, local]
const constant = (value: number): readonly number[] => [0x41, ...signed(value)]
const add = [0x6a]
const load = [0xfd, 0x00, 4, 0]
const lane = (index: number): readonly number[] => [...get(sums), 0xfd, 0x1b, index]
const advance = (local: number, by: number): readonly number[] => [...get(local), ...constant(by), ...add, ...set(local)]

/** WebAssembly of `products(query, table, rows, out)` for rows of a size: for each row, the sum of its numbers times the query's. */
function code(rowBytes: number): Uint8Array<ArrayBuffer> {
  const body = [
    2, 1, I32, 1, V128,
    0x02, 0x40, // block
    0x03, 0x40, // loop over the rows
    ...get(rows), 0x45, 0x0d, 1, // none left: leave the block
    0xfd, 0x0c, ...new Array<number>(16).fill(0), ...set(sums),
    ...constant(0), ...set(at),
    0x03, 0x40, // loop over a row, eight numbers at a time
    ...get(sums),
    ...get(query), ...get(at), ...add, ...load,
    ...get(table), ...get(at), ...add, ...load,
    0xfd, 0xba, 0x01, // i32x4.dot_i16x8_s
    0xfd, 0xae, 0x01, // i32x4.add
    ...set(sums),
    ...get(at), ...constant(16), ...add, ...tee(at), ...constant(rowBytes), 0x49, 0x0d, 0, // at < rowBytes: again
    0x0b,
    ...get(out), ...lane(0), ...lane(1), ...add, ...lane(2), ...add, ...lane(3), ...add, 0x36, 2, 0, // i32.store
    ...advance(table, rowBytes),
    ...advance(out, 4),
    ...advance(rows, -1),
    0x0c, 0,
    0x0b,
    0x0b,
    0x0b,
  ]
  return new Uint8Array([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...part(1, [1, 0x60, 4, I32, I32, I32, I32, 0]),
    ...part(2, [1, ...text('lumos'), ...text('memory'), 2, 0, 1]),
    ...part(3, [1, 0]),
    ...part(7, [1, ...text('products'), 0, 0]),
    ...part(10, [1, ...unsigned(body.length), ...body]),
  ])
}

function part(id: number, bytes: readonly number[]): readonly number[] {
  return [id, ...unsigned(bytes.length), ...bytes]
}

function text(name: string): readonly number[] {
  return [name.length, ...Buffer.from(name)]
}

function unsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

function signed(value: number): readonly number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}
