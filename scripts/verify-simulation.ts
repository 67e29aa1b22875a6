import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { PageRow } from '../test/core/simulation/verification/page.ts'
import { lineOn, NOT_RUN, renderPage, rowOf, rowOfCheck } from '../test/core/simulation/verification/page.ts'
import { checks, studies } from '../test/core/simulation/verification/studies.ts'
import type { Study } from '../test/core/simulation/verification/study.ts'
import { runStudy } from '../test/core/simulation/verification/study.ts'

// Holds the simulator against every closed form and writes docs/verification.md. `--ci` runs the fast set only, `--only TEXT` the cases whose
// name has the text (both keep what the page says of the others); ends with 1 if anything is refused.
const { values } = parseArgs({ options: { ci: { type: 'boolean', default: false }, only: { type: 'string' } } })
const file = fileURLToPath(new URL('../docs/verification.md', import.meta.url))
const chosen = (name: string): boolean => values.only === undefined || name.includes(values.only)

let refused = 0
const obtained = new Map<string, PageRow>()

function show(rows: readonly PageRow[], seconds: number): void {
  for (const row of rows) {
    obtained.set(row.key, row)
    const wrong = row.line.includes('REFUSED')
    if (wrong) refused += 1
    process.stdout.write(`${wrong ? '!! ' : 'ok '}${row.line}\n`)
  }
  process.stdout.write(`   ${seconds.toFixed(1)} s of one core\n`)
}

function timed(work: () => readonly PageRow[]): void {
  const start = process.cpuUsage()
  const rows = work()
  const { user, system } = process.cpuUsage(start)
  show(rows, (user + system) / 1e6)
  // What takes long is kept as it comes.
  writePage()
}

function keysOf(study: Study): readonly PageRow[] {
  return study.figures.map((figure) => rowOf({
    id: study.id, model: study.model, set: study.set, quantity: figure.quantity, expected: figure.printed, unit: figure.unit, obtained: NaN, halfWidth: NaN, replications: study.replications, seed: study.seed, objection: '',
  }))
}

function writePage(): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const kept = (row: PageRow): PageRow => obtained.get(row.key) ?? { ...row, line: lineOn(before, row.key) ?? `${row.key} ${NOT_RUN} |` }
  const rows = [...studies.flatMap(keysOf), ...checks.map((check) => rowOfCheck(check, { obtained: '', holds: true }))]
  writeFileSync(file, renderPage(rows.map(kept)))
}

for (const study of studies) {
  if ((values.ci && study.set === 'slow') || !chosen(`${study.id} ${study.model}`)) continue
  timed(() => runStudy(study).map(rowOf))
}
for (const check of checks) if (chosen(`${check.id} ${check.model}`)) timed(() => [rowOfCheck(check, check.run())])
process.stdout.write(refused === 0 ? `${obtained.size} figures, all accepted.\n` : `${refused} of ${obtained.size} figures refused.\n`)
process.exitCode = refused === 0 ? 0 : 1
