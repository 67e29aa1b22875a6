import { parentPort } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { ModelError } from './model-error.ts'
import { SignalEngine } from './signal-engine.ts'
import { toWorker, unpackRequests } from './worker-messages.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

const PROGRESS_EVERY_MS = 50

type State = { engine: SignalEngine | undefined; readonly aborted: Set<number> }

/** Serves the signals over a port: one engine, one batch at a time, in the order in which they came. */
export function serveSignals(port: MessagePort): void {
  const state: State = { engine: undefined, aborted: new Set() }
  const send = (message: FromWorker): void => port.postMessage(message)
  let queue: Promise<void> = Promise.resolve()
  port.on('message', (data: unknown) => {
    const parsed = toWorker.safeParse(data)
    if (!parsed.success) {
      send({ kind: 'failed', error: { code: 'message.invalid', message: `The model worker was sent a message that it does not know: ${parsed.error.message}`, hint: 'The application and its worker are of different versions; install LUMOS Studio again.' } })
      return
    }
    // An abort overtakes the batches that wait.
    if (parsed.data.kind === 'abort') state.aborted.add(parsed.data.id)
    else queue = queue.then(() => handle(parsed.data, state, send, port))
  })
}

async function handle(message: ToWorker, state: State, send: (message: FromWorker) => void, port: MessagePort): Promise<void> {
  try {
    if (message.kind === 'open') {
      const engine = await SignalEngine.open(message)
      state.engine = engine
      send({ kind: 'opened', models: [...engine.models], threads: engine.threads, cacheProblem: engine.cacheProblem })
    } else if (message.kind === 'answer') {
      send({ kind: 'answered', id: message.id, answers: await answerBatch(message, state, send) })
      await state.engine?.tune()
    } else if (message.kind === 'close') {
      await state.engine?.close()
      send({ kind: 'closed' })
      port.close()
    }
  } catch (error) {
    send({ kind: 'failed', id: message.kind === 'answer' ? message.id : undefined, error: failureOf(error) })
  }
  if (message.kind === 'answer') state.aborted.delete(message.id)
}

async function answerBatch(message: Extract<ToWorker, { kind: 'answer' }>, state: State, send: (message: FromWorker) => void): Promise<Extract<FromWorker, { kind: 'answered' }>['answers']> {
  if (!state.engine) throw new ModelError('runtime.failed', 'The models were asked before they were opened.', 'Report this; it is a defect of LUMOS Studio.')
  let reported = 0
  const answers = await state.engine.answer(unpackRequests(message), {
    check: () => {
      if (state.aborted.has(message.id)) throw new ModelError('signals.aborted', 'Reading the texts was stopped.', 'Start the run again to go on; what was read is kept.')
    },
    onProgress: (done, total) => {
      const now = performance.now()
      if (done < total && now - reported < PROGRESS_EVERY_MS) return
      reported = now
      send({ kind: 'progress', id: message.id, done, total })
    },
  })
  return answers.map((answer) => {
    if (answer.kind === 'labels') return { ...answer, scores: [...answer.scores] }
    return answer.kind === 'passages' ? { ...answer, passages: [...answer.passages] } : answer
  })
}

function failureOf(error: unknown): Extract<FromWorker, { kind: 'failed' }>['error'] {
  if (error instanceof ModelError) return { code: error.code, message: error.message, hint: error.hint }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'runtime.failed', message: `The models could not answer: ${message}`, hint: 'Restore the weights with `git checkout -- models/weights`, run `npm ci`, and try again; if it stays, report it with this message.' }
}

if (parentPort) serveSignals(parentPort)
