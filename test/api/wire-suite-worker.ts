import { parentPort } from 'node:worker_threads'
import { serve } from '../../api/server.ts'
import { createPortWire } from '../../host/worker-wire.ts'
import { suiteContract, suiteHandlers } from './wire-suite-contract.ts'

if (parentPort !== null) serve(suiteContract, suiteHandlers(), createPortWire(parentPort))
