import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { roleCatalog } from '../agents/registry.ts'
import { checkSpec } from '../core/graph/check-spec.ts'
import { lintWorkflow } from '../core/graph/lint-workflow.ts'
import { parseSpec, readWorkflow } from '../core/spec/parse-spec.ts'
import { plainData } from '../core/spec/plain-data.ts'
import { readSource } from '../core/spec/spec-source.ts'
import { yamlFindings } from '../core/spec/yaml-findings.ts'
import type { BenchResult } from './bench-result.ts'
import { largeFlow } from './large-flow.ts'

/** The best of some runs, in milliseconds with one decimal: what the work needs when nothing else runs. */
function bestMs(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now()
    work()
    return performance.now() - begin
  })
  return Math.round(Math.min(...times) * 10) / 10
}

type Steps = { readonly yaml: number; readonly schema: number; readonly form: number; readonly rules: number; readonly whole: number }

/** The steps of checking a text, each on its own, and all of them as the product does it. */
function stepsOf(text: string, runs: number): Steps {
  const source = readSource(text)
  const data = plainData(source.document.contents)
  const parsed = parseSpec(text)
  const errors = lintWorkflow(parsed, roleCatalog).filter((finding) => finding.severity === 'error')
  if (errors.length > 0) throw new Error(`The flow to measure has errors: ${errors[0]?.code ?? ''} ${errors[0]?.message ?? ''}`)
  return {
    yaml: bestMs(runs, () => void readSource(text)),
    form: bestMs(runs, () => void yamlFindings(source)),
    schema: bestMs(runs, () => void readWorkflow(data)),
    rules: bestMs(runs, () => void lintWorkflow(parsed, roleCatalog)),
    whole: bestMs(runs, () => void checkSpec(text, roleCatalog)),
  }
}

/** A flow of ten thousand small nodes, about as many as fit into a file. */
function chain(nodes: number): string {
  const lines = Array.from({ length: nodes }, (_, index) => `      n${index}: { kind: wait, stage: main, for: 1m, then: ${index + 1 < nodes ? `n${index + 1}` : 'done'} }`)
  return `apiVersion: lumos/v1
kind: Workflow
metadata: { name: chain, version: 1.0.0 }
spec:
  channels: { email: { connection: mail } }
  connections: { mail: { type: smtp, baseUrl: "https://mail.example", auth: { scheme: none } } }
  models: {}
  agents: {}
  flow:
    stages: { main: { title: Main } }
    onError: { then: done }
    nodes:
      intake: { kind: start, stage: main, channels: [email], then: n0 }
${lines.join('\n')}
      done: { kind: end, stage: main, outcome: resolved }
`
}

function named(prefix: string, steps: Steps): Readonly<Record<string, number>> {
  return { [`${prefix}YamlMs`]: steps.yaml, [`${prefix}FormMs`]: steps.form, [`${prefix}SchemaMs`]: steps.schema, [`${prefix}RulesMs`]: steps.rules, [`${prefix}WholeMs`]: steps.whole }
}

/** How long reading and checking takes: the example, a flow of a thousand nodes, one of ten thousand, and the example again after every edit. */
export function run(): Promise<BenchResult> {
  const example = readFileSync(new URL('../test/fixtures/acme-support.lumos.yaml', import.meta.url), 'utf8')
  for (let warm = 0; warm < 10; warm += 1) checkSpec(example, roleCatalog)
  const small = stepsOf(example, 15)
  let edits = 0
  const afterEdit = bestMs(15, () => {
    edits += 1
    checkSpec(example.replace('triage.confidence < 0.5', `triage.confidence < 0.${50 + edits}`), roleCatalog)
  })
  const thousand = stepsOf(largeFlow(example, 1000), 5)
  const tenThousand = stepsOf(chain(10_000), 3)
  return Promise.resolve({
    name: 'lint',
    figures: { ...named('example', small), exampleAfterEditMs: afterEdit, ...named('thousandNodes', thousand), ...named('tenThousandNodes', tenThousand) },
    ratios: {
      thousandNodesPerExample: Math.round((thousand.whole / small.whole) * 10) / 10,
      rulesPerYamlOfExample: Math.round((small.rules / small.yaml) * 100) / 100,
      rulesPerYamlOfThousandNodes: Math.round((thousand.rules / thousand.yaml) * 100) / 100,
    },
    bars: [
      { name: 'milliseconds to check the example', value: small.whole, atMost: 50 },
      { name: 'milliseconds to check the example after an edit', value: afterEdit, atMost: 50 },
      { name: 'milliseconds to check a flow of a thousand nodes', value: thousand.whole, atMost: 1000 },
    ],
  })
}
