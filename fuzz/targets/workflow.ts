import { readFileSync } from 'node:fs'
import { roleCatalog } from '../../agents/registry.ts'
import { compileProgram } from '../../core/engine/compile-program.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import { applySplices } from '../../core/spec/apply-splices.ts'
import { specDigest } from '../../core/spec/digest.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { printNewSpec } from '../../core/spec/print-new-spec.ts'
import { printSpec } from '../../core/spec/print-spec.ts'
import { workflowFiles } from '../../test/core/spec/workflow-files.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { mustHold } from '../fuzz-target.ts'

/** A small workflow with a node of every kind, which mutates faster than the large ones. */
export const smallWorkflow = readFileSync(new URL('../seeds/small.lumos.yaml', import.meta.url), 'utf8')

const ports = { isOpen: () => true, zoneOffsetMs: () => 3_600_000 }

function checkFinding(text: string, finding: Finding): void {
  const say = JSON.stringify(finding)
  mustHold(/^LUM\d{3}$/.test(finding.code), () => `A finding has no code: ${say}`)
  mustHold(finding.message.trim() !== '' && finding.hint.trim() !== '', () => `A finding says nothing: ${say}`)
  mustHold(!/undefined|\[object/.test(finding.message) || /undefined|\[object/.test(text), () => `A finding speaks in tongues: ${say}`)
  const lines = text.split('\n')
  for (const place of [finding.range.start, finding.range.end]) {
    mustHold(place.line >= 1 && place.line <= lines.length && place.column >= 1 && place.column <= (lines[place.line - 1]?.length ?? 0) + 1, () => `A finding lies outside the text: ${say}`)
  }
}

function checkFix(text: string, finding: Finding): void {
  const { fix } = finding
  if (fix === undefined) return
  for (const edit of fix.edits) mustHold(edit.offset >= 0 && edit.length >= 0 && edit.offset + edit.length <= text.length, () => `A repair lies outside the text: ${JSON.stringify(finding)}`)
  const repaired = applySplices(text, fix.edits.map(({ offset, length, text: put }) => ({ start: offset, end: offset + length, text: put })))
  const broken = parseSpec(repaired).findings.some((each) => each.code === 'LUM000')
  mustHold(!broken || parseSpec(text).findings.some((each) => each.code === 'LUM000'), () => `A repair breaks the file: ${JSON.stringify(finding)}`)
}

function run(text: string): string {
  const { parsed, findings } = checkSpec(text, roleCatalog)
  for (const finding of findings) checkFinding(text, finding)
  for (const finding of findings.slice(0, 3)) checkFix(text, finding)
  const errors = findings.filter((finding) => finding.severity === 'error')
  const { workflow, source } = parsed
  mustHold(workflow !== undefined || errors.length > 0, () => 'A text without meaning has no error.')
  if (workflow !== undefined) {
    specDigest(workflow)
    mustHold(printSpec(source, workflow) === text, () => 'An unchanged workflow is not printed as it was.')
    const again = parseSpec(printNewSpec(workflow))
    mustHold(again.workflow !== undefined && specDigest(again.workflow) === specDigest(workflow), () => `Printed anew, the workflow means something else: ${JSON.stringify(again.findings.slice(0, 3))}`)
    if (errors.length === 0) compileProgram(workflow, ports)
  }
  const codes = [...new Set(findings.map((finding) => `${finding.code}:${finding.message.replace(/["'`].*?["'`]|\d+|[A-Za-z]*[A-Z.\]][\w.[\]]*/g, '').slice(0, 60)}`))].sort()
  return codes.slice(0, 12).join('|')
}

/** Text to findings and meaning: never an exception, always places inside the text, and a file without errors can run. */
export const workflowTarget: FuzzTarget = {
  name: 'workflow',
  seeds: () => [smallWorkflow, smallWorkflow, smallWorkflow, ...workflowFiles.map((file) => readFileSync(file, 'utf8'))],
  words: [...new Set(smallWorkflow.match(/[A-Za-z][\w.]*/g) ?? [])],
  longest: 60_000,
  run,
}
