import { isNode, LineCounter, parseDocument } from 'yaml'
import type { ScenarioDocument } from '../spec/scenario.ts'
import { scenarioSchema } from '../spec/scenario.ts'

/** What is wrong with a scenario file: where, what, and how to mend it; lines and columns are 1-based. */
export type ScenarioProblem = {
  readonly line: number
  readonly column: number
  readonly path: string
  readonly severity: 'error'
  readonly code: 'SCENARIO.Syntax' | 'SCENARIO.Value'
  readonly message: string
  readonly hint: string
}

/** A scenario, or null with the problems that stand in its way. */
export type ParsedScenario = { readonly scenario: ScenarioDocument | null; readonly problems: readonly ScenarioProblem[] }

/** Reads a scenario file. */
export function parseScenario(text: string): ParsedScenario {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0) {
    const problems = document.errors.map((error): ScenarioProblem => {
      const { line, col } = lines.linePos(error.pos[0])
      return { line, column: col, path: '', severity: 'error', code: 'SCENARIO.Syntax', message: `This is not YAML: ${error.message.split('\n')[0] ?? ''}`, hint: 'Check indentation, quotes and repeated keys at this place.' }
    })
    return { scenario: null, problems }
  }
  const parsed = scenarioSchema.safeParse(plain(document))
  if (parsed.success) return { scenario: parsed.data, problems: [] }
  const problems = parsed.error.issues.map((issue): ScenarioProblem => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
    const { line, col } = lines.linePos(offsetOf(document, path))
    const where = path.map(String).join('.')
    const unknown = issue.code === 'unrecognized_keys'
    return {
      line, column: col, path: where, severity: 'error', code: 'SCENARIO.Value',
      message: unknown ? `A scenario has no field "${where}".` : `${where === '' ? 'The file' : `"${where}"`} does not fit: ${issue.message}.`,
      hint: unknown ? 'Check its spelling, or remove it.' : 'Durations are written like 8m or 1h30m, shares as numbers from 0 to 1, counts as whole numbers.',
    }
  })
  return { scenario: null, problems }
}

type Parsed = ReturnType<typeof parseDocument>

function plain(document: Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

/** Where the deepest existing part of a path starts in the text. */
function offsetOf(document: Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range !== null && node.range !== undefined) return node.range[0]
  }
  return 0
}
