// Adds up the test reports of a CI run; exits 1 when anything failed, was skipped, or a step broke. usage: sum-tests.mjs DIR [BROKEN STEP...]
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [dir, ...broken] = process.argv.slice(2)
const required = ['unit.json', 'e2e.json']
let passed = 0
let failed = 0
const complaints = broken.map((step) => `Step failed: ${step}.`)
for (const name of required) {
  const file = join(dir, name)
  if (!existsSync(file)) {
    complaints.push(`${name} was not written: these tests did not run.`)
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0)
  if (skipped > 0) complaints.push(`${name}: ${skipped} tests were skipped; every test must run here.`)
  if (report.numTotalTests === 0) complaints.push(`${name}: no test ran.`)
  if (!report.success && report.numFailedTests === 0) complaints.push(`${name}: a test file failed before its tests ran.`)
}
for (const complaint of complaints) console.log(`!! ${complaint}`)
// A broken step that no test counts is still a failure, so the closing line must not look green.
console.log(`${passed} passed, ${Math.max(failed, complaints.length > 0 ? 1 : 0)} failed`)
process.exit(failed > 0 || complaints.length > 0 ? 1 : 0)
