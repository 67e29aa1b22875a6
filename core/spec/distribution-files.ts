import type { Finding, SpecPath } from './finding.ts'
import type { FileTexts, ScenarioPart } from './read-scenario.ts'
import type { ScenarioDocument } from './scenario.ts'
import { scenarioSchema } from './scenario.ts'
import { findingAt, pathText } from './source-finding.ts'
import { readTimesFile } from './times-file.ts'

/** A scenario with the times of its files written into it, or what is wrong with them, or which files have to be read first. */
export type TimedScenario = { readonly document: ScenarioDocument; readonly findings: readonly Finding[]; readonly needs: readonly string[] }

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Puts the times of the files that `empirical` distributions name in place of the names. */
export function withTimes({ file, source, own }: ScenarioPart, texts: FileTexts, beside: (file: string, named: string) => string): TimedScenario {
  const findings: Finding[] = []
  const needs: string[] = []
  const say = (path: SpecPath, key: string, problem: string, hint: string): void => void findings.push(findingAt(source, 'LUM001', { where: pathText([...path, key]), problem, hint }, [...path, key]))
  const replaced = (value: unknown, path: SpecPath): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown, index) => replaced(item, [...path, index]))
    if (!isFields(value)) return value
    if (value['distribution'] !== 'empirical' || typeof value['file'] !== 'string') return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, key === 'overrides' && path.length === 1 ? field : replaced(field, [...path, key])]))
    const name = beside(file, value['file'])
    const text = texts.get(name)
    if (text === undefined) needs.push(name)
    else if (text === null) say(path, 'file', `names ${value['file']}, and there is no such file`, 'Correct the path: it begins at the folder of this file.')
    else {
      const times = readTimesFile(text)
      if (times.kind === 'times') return { distribution: 'empirical', quantiles: times.quantiles }
      say(path, 'file', `names ${value['file']}, where line ${times.line} is wrong: ${times.problem}`, times.hint)
    }
    return value
  }
  const spec = replaced(own.spec, ['spec'])
  return { document: needs.length > 0 || findings.length > 0 ? own : scenarioSchema.parse({ ...own, spec }), findings, needs }
}
