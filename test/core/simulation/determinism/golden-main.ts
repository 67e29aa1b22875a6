import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { goldenHashes } from './golden-runs.ts'

// Prints the hashes of the golden runs as JSON; the root of the repository is the only argument.
const root = process.argv.at(-1) ?? '.'
process.stdout.write(`${JSON.stringify(goldenHashes((path) => readFileSync(join(root, path), 'utf8')))}\n`)
