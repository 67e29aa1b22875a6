import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import '../../models/worker.ts'

// The model worker, which ends between two passes of the models as soon as it is told to: the first of the shared numbers is not 0.
const { orders } = z.object({ orders: z.instanceof(SharedArrayBuffer) }).parse(workerData)
const first = new Int32Array(orders)
const check = (): void => {
  if (Atomics.load(first, 0) !== 0) process.exit(7)
  setImmediate(check).unref()
}
setInterval(check, 2).unref()
