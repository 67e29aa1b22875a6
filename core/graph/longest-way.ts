import { durationMs } from '../spec/duration.ts'
import type { KnownFacts } from './known-truth.ts'
import { loopsWithout } from './cycles.ts'
import type { LintContext } from './lint-context.ts'

/** One step of a way, with the time that it may take at most. */
export type TimedStep = { readonly id: string; readonly ms: number }

type Best = { readonly ms: number; readonly step?: TimedStep; readonly next?: string }
type Exit = { readonly to: string; readonly steps: readonly TimedStep[] }

const taskMs = 60_000
const mostStates = 20_000
const nowhere: Best = { ms: -Infinity }

function msOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : durationMs(text)
}

/**
 * The longest automated way to a message: timeouts of nodes (they cover all attempts), of joins for their blocks, loops as often as their
 * bounds allow. Undefined where no message can be reached without a person, or where loops make it too large to say.
 */
export function longestWayToMessage(context: LintContext, roots: readonly string[], known: KnownFacts): readonly TimedStep[] | undefined {
  const { workflow, graph, regions, ways } = context
  const { nodes } = workflow.spec.flow
  const ends = (id: string): boolean => { const kind = nodes[id]?.kind; return kind === 'message' || kind === 'human' || kind === 'subflow' || kind === 'end' }
  // In a loop without a bound every way could be longer; that it has none is said elsewhere.
  if (loopsWithout(graph, (id) => ends(id) || nodes[id]?.maxVisits !== undefined).length > 0) return undefined
  const loops = loopsWithout(graph, ends)
  const rounds = (group: readonly string[]): number => group.reduce((product, id) => product * ((nodes[id]?.maxVisits ?? 0) + 1), group.length)
  if (loops.some((group) => rounds(group) > mostStates)) return undefined
  const loopOf = new Map<string, number>()
  const blocks = new Map(regions.map((region) => [region.id, region]))
  loops.forEach((group, index) => { for (const id of group) loopOf.set(id, index) })

  const costOf = (id: string): number | undefined => {
    const node = nodes[id]
    switch (node?.kind) {
      case 'start':
      case 'decision':
      case 'join':
        return 0
      case 'agent':
        return msOf(node.timeout) ?? taskMs
      case 'tool':
        return msOf(node.timeout) ?? msOf(workflow.spec.tools?.[node.tool]?.timeout) ?? taskMs
      case 'wait':
        return msOf(node.timeout) ?? msOf(node.for)
      default:
        return undefined
    }
  }

  // The slowest way through some nodes; what leads in a circle is left to the timeout of the join.
  const longestIn = (inside: ReadonlySet<string>): number => {
    const targets = (id: string): readonly string[] => [...new Set(graph.outOf(id).flatMap((link) => (link.kind !== 'catch' && inside.has(link.target) ? [link.target] : [])))]
    const waitsFor = new Map<string, number>([...inside].map((id) => [id, 0]))
    for (const id of inside) for (const target of targets(id)) waitsFor.set(target, (waitsFor.get(target) ?? 0) + 1)
    const before = new Map<string, number>()
    const ready = [...inside].filter((id) => waitsFor.get(id) === 0)
    let longest = 0
    let done = 0
    for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
      done += 1
      const ms = (before.get(id) ?? 0) + (costOf(id) ?? Infinity)
      longest = Math.max(longest, ms)
      for (const target of targets(id)) {
        before.set(target, Math.max(before.get(target) ?? 0, ms))
        waitsFor.set(target, (waitsFor.get(target) ?? 0) - 1)
        if (waitsFor.get(target) === 0) ready.push(target)
      }
    }
    return done === inside.size ? longest : Infinity
  }

  const blockOf = (id: string): Exit | undefined => {
    const region = blocks.get(id)
    if (region?.joinId === undefined || !Object.hasOwn(nodes, region.joinId)) return undefined
    if (region.arms.some((arm) => [...arm.nodes].some((each) => nodes[each]?.kind === 'message'))) return undefined
    const limit = msOf(region.join?.timeout)
    const arms = region.arms.map((arm) => longestIn(arm.nodes))
    const ms = Math.min(limit ?? Infinity, Math.max(0, ...arms))
    return ms === Infinity ? undefined : { to: region.joinId, steps: [{ id: region.joinId, ms }] }
  }

  const exitsOf = (id: string, full: boolean): readonly Exit[] => {
    const node = nodes[id]
    if (node?.kind === 'parallel') return [blockOf(id)].flatMap((exit) => exit ?? [])
    const cost = full ? 0 : costOf(id)
    if (cost === undefined) return []
    return ways.outgoing(id, known).flatMap((link): readonly Exit[] =>
      full !== (link.kind === 'onMaxVisits') ? [] : [{ to: link.target, steps: [{ id, ms: cost }] }])
  }

  type State = { readonly id: string; readonly visits: ReadonlyMap<string, number> }
  const keyOf = ({ id, visits }: State): string => `${id} ${[...visits].map(([each, count]) => `${each}=${count}`).sort().join(',')}`
  const enter = (from: State | undefined, id: string): State & { readonly full: boolean } => {
    const sameLoop = from !== undefined && loopOf.get(from.id) !== undefined && loopOf.get(from.id) === loopOf.get(id)
    const visits = sameLoop ? from.visits : new Map<string, number>()
    const limit = nodes[id]?.maxVisits
    if (limit === undefined || loopOf.get(id) === undefined) return { id, visits, full: false }
    const count = (visits.get(id) ?? 0) + 1
    return count > limit ? { id, visits, full: true } : { id, visits: new Map([...visits, [id, count]]), full: false }
  }

  const best = new Map<string, Best>()
  type Frame = { readonly state: State & { readonly full: boolean }; readonly key: string; readonly exits: readonly Exit[]; at: number; found: Best }
  const nameOf = (state: State & { readonly full: boolean }): string => `${keyOf(state)}${state.full ? ' full' : ''}`
  const frameOf = (state: State & { readonly full: boolean }): Frame => {
    const message = nodes[state.id]?.kind === 'message' && !state.full
    return { state, key: nameOf(state), exits: message ? [] : exitsOf(state.id, state.full), at: 0, found: message ? { ms: 0, step: { id: state.id, ms: 0 } } : nowhere }
  }
  // Walked without recursion: a long flow must not overflow the stack.
  for (const root of roots) {
    const first = frameOf(enter(undefined, root))
    const work = best.has(first.key) ? [] : [first]
    const open = new Set(work.map((frame) => frame.key))
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      if (best.size + work.length > mostStates) return undefined
      const exit = frame.exits[frame.at]
      if (exit === undefined) {
        best.set(frame.key, frame.found)
        open.delete(frame.key)
        work.pop()
        continue
      }
      const next = enter(frame.state, exit.to)
      const name = nameOf(next)
      const further = best.get(name)
      if (further === undefined && !open.has(name)) {
        open.add(name)
        work.push(frameOf(next))
        continue
      }
      // Only a way out of a full loop that leads back into it comes to a state that is still open.
      const [step] = exit.steps
      const ms = (further?.ms ?? -Infinity) + (step?.ms ?? 0)
      if (ms > frame.found.ms) frame.found = { ms, ...(step === undefined ? {} : { step }), next: name }
      frame.at += 1
    }
  }

  const [start] = roots.map((root) => nameOf(enter(undefined, root))).toSorted((a, b) => (best.get(b) ?? nowhere).ms - (best.get(a) ?? nowhere).ms)
  const way: TimedStep[] = []
  for (let at = start === undefined ? undefined : best.get(start); at !== undefined && at.ms > -Infinity; at = at.next === undefined ? undefined : best.get(at.next)) {
    if (at.step !== undefined) way.push(at.step)
  }
  return way.length === 0 ? undefined : way
}
