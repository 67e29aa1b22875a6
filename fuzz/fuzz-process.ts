import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { corpusOf, keepInput } from './corpus-files.ts'
import { fuzzLoop } from './fuzz-loop.ts'
import { fuzzTargets } from './targets.ts'

const [name, seed, seconds, tryingFile] = process.argv.slice(2)
const target = fuzzTargets.find((each) => each.name === name)
if (target === undefined || seed === undefined || seconds === undefined || tryingFile === undefined) throw new Error('This file is run by fuzz/run.ts.')

const trying = openSync(tryingFile, 'w')
const say = (message: unknown): void => { process.stdout.write(`${JSON.stringify(message)}\n`) }
const count = fuzzLoop(target, [...target.seeds(), ...corpusOf(target.name).map((input) => input.text)], Number(seed), { now: () => performance.now(), until: performance.now() + Number(seconds) * 1000 }, {
  // The last input stays on disk when the process hangs or dies, which nothing inside it could report.
  trying(text) {
    const written = writeSync(trying, JSON.stringify(text), 0)
    ftruncateSync(trying, written)
  },
  found({ why, text, small }) {
    say({ kind: 'found', file: keepInput(target.name, small), why, characters: small.length, of: text.length })
  },
})
closeSync(trying)
say({ kind: 'count', ...count })
