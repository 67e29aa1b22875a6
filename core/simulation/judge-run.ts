import type { Value } from '../conditions/value.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineState } from '../engine/engine-state.ts'
import type { Program } from '../engine/program.ts'
import { nodeAt } from '../engine/programs-in.ts'
import { readPath } from '../engine/text-template.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import type { JsonValue } from '../spec/json-value.ts'
import { canonicalJson } from '../spec/digest.ts'
import type { TestExpectation } from '../spec/test-scenario.ts'
import { scriptMs, scriptValue } from './script-value.ts'

/** What a scripted ticket did. */
export type ScriptedRun = { readonly program: Program; readonly state: EngineState | undefined; readonly trace: readonly TraceEntry[]; readonly commands: readonly EngineCommand[] }

/** One expectation that was not met: where it stands in the test, what was expected, and what came. */
export type Mismatch = { readonly path: readonly (string | number)[]; readonly expected: string; readonly got: string }

/** The nodes that a ticket came to, in order; a join counts when the ticket goes on from it. */
export function visitedNodes({ program, trace }: ScriptedRun): readonly string[] {
  return trace.flatMap((entry): readonly string[] => {
    if (entry.kind === 'started') return [entry.node]
    if (entry.kind !== 'entered' || entry.edge === undefined) return []
    const folder = entry.node.slice(0, entry.node.lastIndexOf('/') + 1)
    const from = entry.edge.split('#')[0] ?? ''
    const source = from.startsWith(folder) ? from : `${folder}${from}`
    return nodeAt(program, source)?.kind === 'join' ? [source, entry.node] : [entry.node]
  })
}

function firedTriggers(trace: readonly TraceEntry[]): readonly string[] {
  return trace.flatMap(({ edge }) => /(?:^|\/)trigger\.([^#]+)#then$/.exec(edge ?? '')?.[1] ?? [])
}

/** How a ticket stands: its status, and the nodes at which it waits. */
export function standingOf(state: EngineState | undefined): { readonly status: 'finished' | 'running' | 'parked' | 'absent'; readonly waitingAt: readonly string[] } {
  if (state === undefined) return { status: 'absent', waitingAt: [] }
  return { status: state.status, waitingAt: state.status === 'running' ? state.tokens.map((token) => token.nodeId) : [] }
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : Array.isArray(value) && value.every((item) => typeof item === 'string') ? (value.length === 0 ? 'none' : value.join(' → ')) : typeof value === 'string' ? value : JSON.stringify(value)
}

function sameValue(expected: JsonValue, got: Value | undefined): boolean {
  if (typeof expected === 'string' && typeof got === 'number') return scriptMs(expected) === got
  const wanted = scriptValue(expected)
  return wanted !== undefined && got !== undefined && canonicalJson(wanted) === canonicalJson(got)
}

/** The first of `wanted` that does not come after those before it. */
function firstOutOfOrder(wanted: readonly string[], got: readonly string[], fits: (part: string, whole: string) => boolean): number {
  let from = 0
  for (const [index, part] of wanted.entries()) {
    const found = got.findIndex((each, at) => at >= from && fits(part, each))
    if (found < 0) return index
    from = found + 1
  }
  return -1
}

/** Compares what a ticket did with what was expected of it; an empty list means that the test passes. */
export function judgeRun(expect: TestExpectation, run: ScriptedRun): readonly Mismatch[] {
  const found: Mismatch[] = []
  const miss = (path: Mismatch['path'], expected: unknown, got: unknown): void => {
    found.push({ path: ['spec', 'expect', ...path], expected: shown(expected), got: shown(got) })
  }
  const whole = (name: keyof TestExpectation, got: unknown): void => {
    const expected = expect[name]
    if (expected !== undefined && canonicalJson(expected) !== canonicalJson(got ?? '')) miss([name], expected, got)
  }
  const visited = visitedNodes(run)
  const { status, waitingAt } = standingOf(run.state)
  whole('status', status)
  whole('outcome', status === 'finished' ? (run.state?.outcome ?? 'none') : `none: the ticket is ${status}`)
  whole('error', run.commands.findLast((command) => command.kind === 'park')?.code)
  if (expect.waitingAt !== undefined && canonicalJson(expect.waitingAt.toSorted()) !== canonicalJson(waitingAt.toSorted())) miss(['waitingAt'], expect.waitingAt, waitingAt)
  whole('route', visited)
  whole('triggers', firedTriggers(run.trace))
  whole('tools', run.commands.flatMap((command) => (command.kind === 'startTool' ? [command.toolId] : [])))
  whole('teams', run.commands.flatMap((command) => (command.kind === 'startHuman' || command.kind === 'startApproval' ? [command.team] : [])))
  const late = firstOutOfOrder(expect.visited ?? [], visited, (part, node) => part === node)
  if (late >= 0) miss(['visited', late], [...(expect.visited ?? []).slice(Math.max(0, late - 1), late + 1)], visited)
  for (const [index, node] of (expect.never ?? []).entries()) if (visited.includes(node)) miss(['never', index], `never ${node}`, visited)
  const messages = run.commands.flatMap((command) => (command.kind === 'sendMessage' ? [command.text] : []))
  const unsaid = firstOutOfOrder(expect.messages ?? [], messages, (part, text) => text.includes(part))
  if (unsaid >= 0) miss(['messages', unsaid], expect.messages?.[unsaid], messages.length === 0 ? 'no message' : messages.map((text) => JSON.stringify(text)).join(', '))
  const context = run.state?.context ?? {}
  for (const [path, expected] of Object.entries(expect.context ?? {})) {
    const got = readPath(context, path.split('.'))
    if (!sameValue(expected, got)) miss(['context', path], expected, got)
  }
  for (const [index, path] of (expect.absent ?? []).entries()) {
    const got = readPath(context, path.split('.'))
    if (got !== undefined) miss(['absent', index], `nothing at ${path}`, got)
  }
  return found
}
