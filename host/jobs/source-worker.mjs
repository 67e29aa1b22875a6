// Runs a TypeScript worker from source: tsx's own --import flag does nothing inside a worker thread of Node 20.
import { register } from 'tsx/esm/api'

register()
await import(process.argv[2])
