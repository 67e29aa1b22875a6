import { parentPort } from 'node:worker_threads'
import { serve } from '../../api/server.ts'
import { createPortWire } from '../worker-wire.ts'
import { replicationContract } from './replication-contract.ts'
import { createReplicationHandlers } from './replication-handlers.ts'

// The entry of a worker that runs replications.
if (parentPort !== null) {
  serve(replicationContract, createReplicationHandlers(), createPortWire(parentPort), { onInternalError: (method, thrown) => console.error(`${method}:`, thrown) })
}
