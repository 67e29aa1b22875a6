import type { Value } from '../conditions/value.ts'
import { isRecord } from '../conditions/value.ts'
import type { AgentDecision, AgentInput, AgentRuntime, ConversationMessage, TeamSnapshot } from '../engine/agent-contract.ts'
import type { SignalReader } from '../signals/signal-port.ts'
import { sameValue } from './same-value.ts'
import type { TeamReads } from './team-reads.ts'
import { stillReads, watchedTeams } from './team-reads.ts'

/** A decision with what it looked at of the teams; null where it looked at the time, so that it holds for this once. */
export type WatchedDecision = { readonly decision: AgentDecision; readonly teams: TeamReads | null }

type Entry = { readonly roots: readonly (readonly [name: string, value: Value | undefined])[]; readonly teams: TeamReads; readonly made: WatchedDecision }

const MOST_ENTRIES = 24

/**
 * Remembers decisions between replications. An agent is pure, so the same texts and the same values that it read give the same
 * decision: what it reads of the context and of the teams is recorded, and a decision that looked at the time is never reused.
 */
export class DecisionMemo {
  readonly #entries = new Map<string, Entry[]>()
  /** Decisions that looked at the time: watching them again would find the same. */
  readonly #passing = new Set<string>()

  /** Decides, or finds the decision made before; `name` stands for agent, ticket and the texts of the conversation. */
  decide(name: string, runtime: AgentRuntime, input: AgentInput, signals: SignalReader): WatchedDecision {
    if (this.#passing.has(name)) return { decision: runtime.decide(input, signals), teams: null }
    const entries = this.#entries.get(name)
    const known = entries?.find((entry) => entry.roots.every(([root, value]) => sameRoot(root, input.context[root], value)) && (entry.teams.length === 0 || stillReads(entry.teams, input.teams)))
    if (known !== undefined) return known.made
    const watch = new InputWatch(input)
    const decision = runtime.decide(watch.input, signals)
    if (!watch.reusable) {
      this.#passing.add(name)
      return { decision, teams: null }
    }
    const made: WatchedDecision = { decision, teams: watch.teams }
    if ((entries?.length ?? 0) < MOST_ENTRIES) {
      const entry: Entry = { roots: [...watch.roots].map((root) => [root, input.context[root]] as const), teams: watch.teams, made }
      if (entries === undefined) this.#entries.set(name, [entry])
      else entries.push(entry)
    }
    return made
  }
}

/** The field of a root that holds a time; who does not look at it does not depend on it. */
const TIMES: Readonly<Record<string, string>> = { message: 'at' }

function sameRoot(root: string, a: Value | undefined, b: Value | undefined): boolean {
  const time = TIMES[root]
  if (a === b || time === undefined || !isRecord(a) || !isRecord(b)) return sameValue(a, b)
  return sameValue({ ...a, [time]: 0 }, { ...b, [time]: 0 })
}

/** Hands an agent its input and sees what it looks at. */
class InputWatch {
  readonly roots = new Set<string>()
  readonly teams: TeamReads[number][] = []
  readonly input: AgentInput
  reusable = true

  constructor(input: AgentInput) {
    const { roots, teams } = this
    const spoil = (): void => { this.reusable = false }
    const look = (name: string): void => {
      if (name === 'now' || name === 'sla') spoil()
      roots.add(name)
    }
    const context = new Proxy(input.context, {
      get: (target, name) => {
        if (typeof name !== 'string') return undefined
        look(name)
        return withoutTime(target[name], TIMES[name], spoil)
      },
      has: (target, name) => {
        if (typeof name === 'string') look(name)
        return name in target
      },
      getOwnPropertyDescriptor: (target, name) => {
        if (typeof name === 'string') look(name)
        const found = Object.getOwnPropertyDescriptor(target, name)
        return typeof name !== 'string' || found === undefined ? found : { ...found, value: withoutTime(target[name], TIMES[name], spoil) }
      },
      ownKeys: (target) => {
        spoil()
        return Reflect.ownKeys(target)
      },
    })
    const conversation = input.conversation.map((message): ConversationMessage => ({
      from: message.from,
      text: message.text,
      ...(message.synthetic === true ? { synthetic: true } : {}),
      get at(): number {
        spoil()
        return message.at
      },
    }))
    this.input = {
      workflow: input.workflow,
      agentId: input.agentId,
      agent: input.agent,
      ticket: input.ticket,
      customer: input.customer,
      conversation,
      context,
      get now(): number {
        spoil()
        return input.now
      },
      get teams(): readonly TeamSnapshot[] {
        return watchedTeams(input.teams, (team, field, value) => { teams.push({ team, field, value }) })
      },
    }
  }
}

function withoutTime(value: Value | undefined, time: string | undefined, spoil: () => void): Value | undefined {
  if (time === undefined || !isRecord(value)) return value
  const at = value[time]
  return Object.defineProperty({ ...value }, time, { enumerable: true, get: () => { spoil(); return at } })
}
