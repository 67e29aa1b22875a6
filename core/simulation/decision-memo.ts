import type { Value } from '../conditions/value.ts'
import { isList } from '../conditions/value.ts'
import type { AgentDecision, AgentInput, AgentRuntime, ConversationMessage, TeamSnapshot } from '../engine/agent-contract.ts'
import type { SignalReader } from '../signals/signal-port.ts'

type Entry = { readonly roots: readonly (readonly [name: string, value: Value | undefined])[]; readonly decision: AgentDecision }

const MOST_ENTRIES = 6

/**
 * Remembers decisions between replications. An agent is pure, so the same texts and the same values that it read give the same
 * decision: what it reads of the context is recorded, and a decision that looked at time or teams is never reused.
 */
export class DecisionMemo {
  readonly #entries = new Map<string, Entry[]>()
  /** Decisions that looked at time or teams: watching them again would find the same. */
  readonly #passing = new Set<string>()

  /** Decides, or finds the decision made before; `name` stands for agent, ticket and the texts of the conversation. */
  decide(name: string, runtime: AgentRuntime, input: AgentInput, signals: SignalReader): AgentDecision {
    if (this.#passing.has(name)) return runtime.decide(input, signals)
    const entries = this.#entries.get(name)
    const known = entries?.find((entry) => entry.roots.every(([root, value]) => sameValue(input.context[root], value)))
    if (known !== undefined) return known.decision
    const watch = new InputWatch(input)
    const decision = runtime.decide(watch.input, signals)
    if (!watch.reusable) {
      this.#passing.add(name)
    } else if ((entries?.length ?? 0) < MOST_ENTRIES) {
      const entry: Entry = { roots: [...watch.roots].map((root) => [root, input.context[root]] as const), decision }
      if (entries === undefined) this.#entries.set(name, [entry])
      else entries.push(entry)
    }
    return decision
  }
}

/** Hands an agent its input and sees what it looks at. */
class InputWatch {
  readonly roots = new Set<string>()
  readonly input: AgentInput
  reusable = true

  constructor(input: AgentInput) {
    const { roots } = this
    const spoil = (): void => { this.reusable = false }
    const context = new Proxy(input.context, {
      get: (target, name) => {
        if (typeof name !== 'string') return undefined
        roots.add(name)
        return target[name]
      },
      has: (target, name) => {
        if (typeof name === 'string') roots.add(name)
        return name in target
      },
      getOwnPropertyDescriptor: (target, name) => {
        if (typeof name === 'string') roots.add(name)
        return Object.getOwnPropertyDescriptor(target, name)
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
        spoil()
        return input.teams
      },
    }
  }
}

function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((value, index) => sameValue(value, b[index]))
  let names = 0
  for (const name in a) {
    if (!sameValue(a[name], b[name])) return false
    names += 1
  }
  for (const name in b) if (b[name] !== undefined) names -= 1
  return names === 0
}
