import { once } from 'node:events'
import { WebSocket, WebSocketServer } from 'ws'
import { serve } from '../../api/server.ts'
import type { Wire } from '../../api/wire.ts'
import { createSocketWire } from '../../web/socket-wire.ts'
import { suiteContract, suiteHandlers } from '../api/wire-suite-contract.ts'
import { describeWire } from '../api/wire-suite.ts'

describeWire('WebSocket', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => serve(suiteContract, suiteHandlers(), createSocketWire(socket)))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const socket = new WebSocket(`ws://127.0.0.1:${address.port}`)
  await once(socket, 'open')
  const wire: Wire = createSocketWire(socket)
  return {
    wire,
    drop: () => {
      socket.terminate()
      server.close()
    },
  }
})
