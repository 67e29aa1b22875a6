import { z } from 'zod'
import { AppError } from '../../api/app-error.ts'
import { call, stream, type } from '../../api/define-contract.ts'
import type { Handlers } from '../../api/server.ts'

/** A small contract that exercises every kind of answer. */
export const suiteContract = {
  'text.repeat': call(z.strictObject({ text: z.string(), times: z.int().min(1).max(5) }), type<{ readonly text: string }>()),
  'fail.user': call(z.strictObject({}), type<null>()),
  'fail.unforeseen': call(z.strictObject({}), type<null>()),
  'wait.forStop': call(z.strictObject({}), type<string>()),
  'numbers.count': stream(z.strictObject({ to: z.int() }), type<number>()),
  'numbers.endless': stream(z.strictObject({}), type<number>()),
  'numbers.failAt': stream(z.strictObject({ at: z.int() }), type<number>()),
  'running.list': call(z.strictObject({}), type<readonly string[]>()),
} as const

/** Real handlers for the suite's contract; `running.list` tells what has not stopped yet. */
export function suiteHandlers(): Handlers<typeof suiteContract> {
  const running = new Set<string>()
  return {
    'text.repeat': (input) => ({ text: input.text.repeat(input.times) }),
    'fail.user': () => {
      throw new AppError({ code: 'suite.bad', kind: 'user', message: 'The file has no rows.', hint: 'Choose a file with rows.' })
    },
    'fail.unforeseen': () => {
      throw new TypeError('boom')
    },
    'wait.forStop': (_input, { signal }) =>
      new Promise((resolve) => {
        running.add('wait')
        signal.addEventListener('abort', () => {
          running.delete('wait')
          resolve('stopped')
        })
      }),
    async *'numbers.count'(input) {
      for (let n = 1; n <= input.to; n += 1) yield n
    },
    async *'numbers.endless'(_input, { signal }) {
      running.add('endless')
      try {
        for (let n = 1; !signal.aborted; n += 1) {
          yield n
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      } finally {
        running.delete('endless')
      }
    },
    async *'numbers.failAt'(input) {
      for (let n = 1; n < input.at; n += 1) yield n
      throw new AppError({ code: 'suite.late', kind: 'environment', message: 'The disk is full.', hint: 'Free some space.' })
    },
    'running.list': () => [...running],
  }
}
