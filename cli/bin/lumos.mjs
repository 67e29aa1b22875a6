#!/usr/bin/env node
// Runs the command line from its TypeScript source, from any folder, without a build.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../main.ts')
await main(process.argv.slice(2))
