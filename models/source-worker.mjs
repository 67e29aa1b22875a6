// Runs worker.ts from source: a thread does not inherit the loader of the thread that started it.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
