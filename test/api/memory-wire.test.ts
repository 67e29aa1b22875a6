import { expect, it } from 'vitest'
import { createClient } from '../../api/client.ts'
import { createMemoryWire } from '../../api/memory-wire.ts'
import { serve } from '../../api/server.ts'
import { suiteContract, suiteHandlers } from './wire-suite-contract.ts'
import { describeWire } from './wire-suite.ts'

describeWire('memory', async () => {
  const { client, server } = createMemoryWire()
  serve(suiteContract, suiteHandlers(), server)
  return { wire: client, drop: () => server.close() }
})

it('fails every waiting call and stream when the other side goes away', async () => {
  const { client: wire, server } = createMemoryWire()
  serve(suiteContract, suiteHandlers(), server)
  const client = createClient(suiteContract, wire)
  const waiting = client.call('wait.forStop', {})
  const reading = (async () => {
    for await (const n of client.stream('numbers.endless', {})) if (n === 2) server.close()
  })()
  await expect(waiting).rejects.toMatchObject({ code: 'rpc.connectionLost', kind: 'environment' })
  await expect(reading).rejects.toMatchObject({ code: 'rpc.connectionLost' })
  await expect(client.call('running.list', {})).rejects.toMatchObject({ code: 'rpc.connectionLost' })
})

it('ignores what is no message of the protocol', async () => {
  const { client: wire, server } = createMemoryWire()
  serve(suiteContract, suiteHandlers(), server)
  const answers: unknown[] = []
  wire.onMessage((message) => answers.push(message))
  const post: (message: never) => void = wire.post.bind(wire)
  for (const junk of ['null', '42', '{"kind":"call"}', '{"kind":"call","id":-1,"method":"text.repeat","input":{}}', '{"kind":"launch","id":1}']) post(parseAsNever(junk))
  wire.post({ kind: 'call', id: 7, method: '__proto__', input: {} })
  wire.post({ kind: 'call', id: 8, method: 'running.list', input: {} })
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(answers).toEqual([
    { kind: 'error', id: 7, error: expect.objectContaining({ code: 'rpc.unknownMethod' }) },
    { kind: 'end', id: 8, value: [] },
  ])
})

function parseAsNever(text: string): never
function parseAsNever(text: string): unknown {
  return JSON.parse(text)
}
