import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Finding } from './finding.ts'
import { findingAt } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import type { EnumTypeExpr, TaughtBy, Workflow } from './workflow.ts'

/** One text with the value that a person gave it. */
export type TaughtExample = { readonly label: string; readonly text: string }

/** The texts of example files by their digests; undefined where one is not at hand. */
export type ExampleFiles = (digest: string) => string | undefined

/** An output that learned from labelled tickets. */
export type TaughtOutput = { readonly agent: string; readonly output: string; readonly type: EnumTypeExpr; readonly taughtBy: TaughtBy }

/** Every output of a workflow that learned from labelled tickets. */
export function taughtOutputs(workflow: Workflow): readonly TaughtOutput[] {
  return Object.entries(workflow.spec.agents).flatMap(([agent, { outputs }]) =>
    Object.entries(outputs).flatMap(([output, type]) => (typeof type === 'object' && type.type === 'enum' && type.taughtBy !== undefined ? [{ agent, output, type, taughtBy: type.taughtBy }] : [])),
  )
}

/** The text of an example file: the same examples give the same bytes, whatever their order. */
export function printExamples(examples: readonly TaughtExample[]): string {
  const lines = examples.map(({ label, text }) => JSON.stringify({ label, text }))
  return [...new Set(lines)].sort((a, b) => (a < b ? -1 : 1)).map((line) => `${line}\n`).join('')
}

/** The examples of a file; undefined where a line is none, because half of what was learned would be something else. */
export function parseExamples(text: string): readonly TaughtExample[] | undefined {
  const examples: TaughtExample[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const example = readExample(line)
    if (example === undefined) return undefined
    examples.push(example)
  }
  return examples
}

/** The digest by which a spec names an example file. */
export function examplesDigest(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`
}

/** The name of an output's example file; what is learned anew has another name, so that no file is ever changed. */
export function examplesFileName(workflow: string, agent: string, output: string, digest: string): string {
  return `${workflow}.${agent}.${output}.${digest.slice('sha256:'.length, 'sha256:'.length + 8)}.examples.jsonl`
}

/** LUM209: the files that outputs learned from are there, and are what they were. */
export function taughtFindings(source: SpecSource, workflow: Workflow, files: ExampleFiles): readonly Finding[] {
  return taughtOutputs(workflow).flatMap((taught) => {
    const trouble = troubleOf(taught, files)
    if (trouble === undefined) return []
    const { agent, output, taughtBy } = taught
    return [findingAt(source, 'LUM209', { agent, output, file: taughtBy.file, ...trouble }, ['spec', 'agents', agent, 'outputs', output, 'taughtBy'])]
  })
}

/** The workflow with the examples of its files among those written in it; those of a value that was taken out go with it. */
export function withTaughtExamples(workflow: Workflow, files: ExampleFiles): Workflow {
  const taught = taughtOutputs(workflow)
  if (taught.length === 0) return workflow
  const agents = { ...workflow.spec.agents }
  for (const { agent, output, type, taughtBy } of taught) {
    const own = agents[agent]
    if (own === undefined) continue
    const { taughtBy: _read, ...rest } = type
    agents[agent] = { ...own, outputs: { ...own.outputs, [output]: { ...rest, labels: labelsWith(type, parseExamples(files(taughtBy.digest) ?? '') ?? []) } } }
  }
  return { ...workflow, spec: { ...workflow.spec, agents } }
}

function labelsWith(type: EnumTypeExpr, examples: readonly TaughtExample[]): NonNullable<EnumTypeExpr['labels']> {
  const byLabel = new Map<string, string[]>()
  for (const { label, text } of examples) {
    const own = byLabel.get(label)
    if (own === undefined) byLabel.set(label, [text])
    else own.push(text)
  }
  return Object.fromEntries(
    type.values.flatMap((value) => {
      const label = type.labels?.[value]
      const learned = byLabel.get(value) ?? []
      return label === undefined && learned.length === 0 ? [] : [[value, { ...label, examples: [...(label?.examples ?? []), ...learned] }]]
    }),
  )
}

function troubleOf({ taughtBy }: TaughtOutput, files: ExampleFiles): { readonly problem: string; readonly hint: string } | undefined {
  const text = files(taughtBy.digest)
  if (text === undefined) return { problem: 'is not beside this file, or was changed', hint: 'Put the file back as it was, learn from the labelled tickets again, or remove taughtBy to go on with the examples in this file.' }
  if (parseExamples(text) === undefined) return { problem: 'holds lines that are no examples', hint: 'Each line must be a JSON object with label and text. Learn from the labelled tickets again.' }
  return undefined
}

function readExample(line: string): TaughtExample | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('label' in value) || !('text' in value)) return undefined
    const { label, text } = value
    return typeof label === 'string' && typeof text === 'string' ? { label, text } : undefined
  } catch {
    return undefined
  }
}
