import { EMBEDDING_SIZE } from './embedding.ts'
import type { Embedding } from './embedding.ts'

const ROW_BYTES = EMBEDDING_SIZE * 2
const PAGE_BYTES = 65_536

/**
 * A table of embeddings whose dot products with a text are computed eight numbers at a time. Sums are whole numbers below 2^31
 * whatever their order, because no embedding is longer than one: the result is exact, and the same as that of a plain loop.
 */
export class EmbeddingTable {
  readonly rows: number
  readonly #tableAt: number
  readonly #query: Int16Array
  readonly #products: Int32Array
  readonly #run: (query: number, table: number, rows: number, products: number) => void

  constructor(rows: number, rowAt: (row: number) => Embedding | undefined) {
    this.rows = rows
    // The text first, then its products with every row, then the rows; everything on a boundary of 16 bytes.
    const productsAt = ROW_BYTES
    const tableAt = productsAt + Math.ceil((rows * 4) / 16) * 16
    const memory = new WebAssembly.Memory({ initial: Math.ceil((tableAt + rows * ROW_BYTES) / PAGE_BYTES) })
    this.#query = new Int16Array(memory.buffer, 0, EMBEDDING_SIZE)
    this.#products = new Int32Array(memory.buffer, productsAt, rows)
    const table = new Int16Array(memory.buffer, tableAt, rows * EMBEDDING_SIZE)
    for (let row = 0; row < rows; row++) {
      const embedding = rowAt(row)
      if (embedding !== undefined) table.set(embedding, row * EMBEDDING_SIZE)
    }
    const { products } = new WebAssembly.Instance(compiled(), { lumos: { memory } }).exports
    if (typeof products !== 'function') throw new Error('The dot products have no entry point: their code is damaged.')
    this.#run = (query, at, count, out) => { products(query, at, count, out) }
    this.#tableAt = tableAt
  }

  /** The dot product of an embedding with every row; valid until the next call. */
  products(embedding: Embedding): Int32Array {
    this.#query.set(embedding)
    this.#run(0, this.#tableAt, this.rows, ROW_BYTES)
    return this.#products
  }
}

let module: WebAssembly.Module | undefined

function compiled(): WebAssembly.Module {
  module ??= new WebAssembly.Module(code())
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

/** WebAssembly of `products(query, table, rows, out)`: for each row, the sum of its numbers times the query's. */
function code(): Uint8Array<ArrayBuffer> {
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
    ...get(at), ...constant(16), ...add, ...tee(at), ...constant(ROW_BYTES), 0x49, 0x0d, 0, // at < ROW_BYTES: again
    0x0b,
    ...get(out), ...lane(0), ...lane(1), ...add, ...lane(2), ...add, ...lane(3), ...add, 0x36, 2, 0, // i32.store
    ...advance(table, ROW_BYTES),
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
