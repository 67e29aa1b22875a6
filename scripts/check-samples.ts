import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { runCli } from '../cli/run-cli.ts'

// Every template must validate with no finding, pass its own tests, simulate its own tickets and export: it is what a customer sees first.
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const flows = join(root, 'flows')
const templateSchema = z.object({ tickets: z.string().optional(), knowledge: z.string().optional(), scenario: z.string().optional() })
const work = mkdtempSync(join(tmpdir(), 'lumos-samples-'))
const complaints: string[] = []

try {
  for (const entry of readdirSync(flows, { withFileTypes: true })) {
    const dir = join(flows, entry.name)
    if (!entry.isDirectory() || !existsSync(join(dir, 'template.json'))) continue
    const template = templateSchema.parse(JSON.parse(readFileSync(join(dir, 'template.json'), 'utf8')))
    const flow = join(dir, `${entry.name}.lumos.yaml`)
    await check(entry.name, 'validate', ['validate', flow, '--json'], clean)
    await check(entry.name, 'test', ['test', flow], () => undefined)
    if (template.tickets !== undefined) {
      const args = ['simulate', flow, '--tickets', join(dir, template.tickets), '--replications', '2', '--json', join(work, `${entry.name}.json`)]
      if (template.knowledge !== undefined) args.push('--knowledge', join(dir, template.knowledge))
      if (template.scenario !== undefined) args.push('--scenario', join(dir, template.scenario))
      await check(entry.name, 'simulate', args, () => undefined)
    }
    const scenarios = join(dir, 'scenarios')
    for (const name of existsSync(scenarios) ? readdirSync(scenarios).filter((each) => each.endsWith('.lumos.yaml')).sort() : []) {
      const scenario = join(scenarios, name)
      await check(entry.name, `validate scenarios/${name}`, ['validate', scenario, '--json'], clean)
      await check(entry.name, `simulate scenarios/${name}`, ['simulate', scenario, '--replications', '2', '--json', join(work, `${entry.name}-${name}.json`)], () => undefined)
    }
    await check(entry.name, 'export', ['export', flow, '--to', 'lumos', '--out', join(work, entry.name)], () => undefined)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
process.exitCode = complaints.length === 0 ? 0 : 1

function clean(out: string): string | undefined {
  const parsed: unknown = JSON.parse(out)
  const report = z.object({ errors: z.number(), warnings: z.number() }).parse(parsed)
  return report.errors + report.warnings === 0 ? undefined : out
}

async function check(template: string, step: string, args: readonly string[], judge: (out: string) => string | undefined): Promise<void> {
  let out = ''
  let err = ''
  const code = await runCli(args, { stdout: (text) => { out += text }, stderr: (text) => { err += text }, isTTY: false, cwd: root })
  const problem = code === 0 ? judge(out) : `exit ${code}\n${out}${err}`
  if (problem !== undefined) complaints.push(`flows/${template}: ${step} failed: ${problem}`)
  else process.stdout.write(`flows/${template}: ${step} ok\n`)
}
