import { withTimes } from './distribution-files.ts'
import { mergeScenarios } from './extend-scenario.ts'
import type { Finding } from './finding.ts'
import { kindOfFile } from './kind-of-file.ts'
import { isTest, parseScenarioFile } from './parse-scenario-file.ts'
import { pathBeside } from './path-beside.ts'
import type { ScenarioDocument } from './scenario.ts'
import { findingAt, withoutFix } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import type { TestScenario } from './test-scenario.ts'

/** The files that a scenario names, seen from its folder; those of the scenarios that it extends are theirs. */
export type ScenarioPlaces = { readonly workflow?: string; readonly tickets?: string; readonly knowledge?: readonly string[]; readonly replyBank?: string }

/** One file of a scenario and those that it extends: the first is the scenario itself. */
export type ScenarioPart = { readonly file: string; readonly source: SpecSource; readonly own: ScenarioDocument }

/** A scenario with everything that it extends and the times that it names in it; `whole` is missing where something is wrong. */
export type ReadScenario = {
  readonly kind: 'read'
  readonly whole: ScenarioDocument | undefined
  readonly test: TestScenario | undefined
  readonly parts: readonly ScenarioPart[]
  readonly places: ScenarioPlaces
  readonly findings: readonly Finding[]
}

/** The texts of files by name, seen from the folder of the scenario; null where there is no such file. */
export type FileTexts = ReadonlyMap<string, string | null>

/** What has to be read before more can be said. */
export type NeededFiles = { readonly kind: 'needs'; readonly files: readonly string[] }

/** Each scenario is read, and nobody builds one upon thirty others. */
const deepest = 16

/** Reads a scenario with the scenarios that it extends and the measured times that it names; says which files it needs for that. */
export function readScenario(name: string, texts: FileTexts): ReadScenario | NeededFiles {
  const parts: ScenarioPart[] = []
  const findings: Finding[] = []
  let test: TestScenario | undefined
  let file: string | undefined = name
  while (file !== undefined) {
    const text = texts.get(file)
    if (text === undefined) return { kind: 'needs', files: [file] }
    const child = parts.at(-1)
    const say = (problem: string, hint: string): void => void (child === undefined ? undefined : findings.push(inFile(findingAt(child.source, 'LUM001', { where: 'spec.extends', problem, hint }, ['spec', 'extends']), child.file, name)))
    if (text === null) {
      say(`names ${child?.own.spec.extends ?? ''}, and there is no such file`, 'Correct the path: it begins at the folder of this file.')
      break
    }
    if (child !== undefined && kindOfFile(text) !== 'Scenario') {
      say(`names ${child.own.spec.extends ?? ''}, which is no scenario`, 'Name a file of kind: Scenario.')
      break
    }
    const parsed = parseScenarioFile(text)
    findings.push(...parsed.findings.map((finding) => inFile(finding, file ?? name, name)))
    const { value } = parsed
    if (value === undefined) break
    if (isTest(value)) {
      if (child === undefined) test = value
      else say(`names ${child.own.spec.extends ?? ''}, which is a test`, 'Name a scenario without script and expect.')
      break
    }
    parts.push({ file, source: parsed.source, own: value })
    const base: string | undefined = value.spec.extends === undefined ? undefined : pathBeside(file, value.spec.extends)
    const circle = parts.findIndex((part) => part.file === base)
    if (base !== undefined && (circle >= 0 || parts.length >= deepest)) {
      const at = parts.at(-1)
      const problem = circle >= 0 ? `leads in a circle: ${[...parts.slice(circle).map((part) => part.file), base].join(' → ')}` : `leads through more than ${deepest} files`
      if (at !== undefined) findings.push(inFile(findingAt(at.source, 'LUM001', { where: 'spec.extends', problem, hint: circle >= 0 ? 'Let one of them extend nothing, or another file.' : 'Write some of them as one file.' }, ['spec', 'extends']), at.file, name))
      break
    }
    file = base
  }
  const timed = parts.map((part) => withTimes(part, texts, pathBeside))
  const needs = timed.flatMap((each) => each.needs)
  if (needs.length > 0) return { kind: 'needs', files: [...new Set(needs)] }
  findings.push(...timed.flatMap((each, index) => each.findings.map((finding) => inFile(finding, parts[index]?.file ?? name, name))))
  const broken = findings.some(({ severity }) => severity === 'error')
  return { kind: 'read', whole: broken || test !== undefined ? undefined : timed.map((each) => each.document).reduceRight<ScenarioDocument | undefined>((base, own) => (base === undefined ? own : mergeScenarios(base, own)), undefined), test, parts, places: placesOf(parts), findings }
}

function inFile(finding: Finding, file: string, main: string): Finding {
  return file === main ? finding : { ...withoutFix(finding), file: finding.file ?? file }
}

function placesOf(parts: readonly ScenarioPart[]): ScenarioPlaces {
  const nearest = (key: 'workflow' | 'tickets' | 'replyBank'): string | undefined => {
    const part = parts.find(({ own }) => own.spec[key] !== undefined)
    return part?.own.spec[key] === undefined ? undefined : pathBeside(part.file, part.own.spec[key])
  }
  const [workflow, tickets, replyBank] = [nearest('workflow'), nearest('tickets'), nearest('replyBank')]
  const informed = parts.find(({ own }) => own.spec.knowledge !== undefined)
  const named = informed?.own.spec.knowledge
  return {
    ...(workflow === undefined ? {} : { workflow }),
    ...(tickets === undefined ? {} : { tickets }),
    ...(replyBank === undefined ? {} : { replyBank }),
    ...(informed === undefined || named === undefined ? {} : { knowledge: (typeof named === 'string' ? [named] : named).map((each) => pathBeside(informed.file, each)) }),
  }
}
