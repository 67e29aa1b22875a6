import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import * as z from 'zod'
import { roleCatalog } from '../../../agents/registry.ts'
import type { Value } from '../../../core/conditions/value.ts'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import { lintContext } from '../../../core/graph/lint-context.ts'
import { absentValues } from '../../../core/graph/rules/absent-values.ts'
import { joinCounts } from '../../../core/graph/rules/join-counts.ts'
import { joinPairs } from '../../../core/graph/rules/join-pairs.ts'
import { parallelBlocks } from '../../../core/graph/rules/parallel-blocks.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { awaitedWork } from '../engine/log-invariants.ts'
import { TicketDrive } from '../engine/ticket-drive.ts'

// Roots and variables are few, so that ways write, lose and read the same ones again and again.
const root = fc.constantFrom('one', 'two', 'three')
const condition = fc.oneof(
  root.map((name) => `${name}.score > 0.5`),
  root.map((name) => `has(${name}.score) && ${name}.label == "yes1"`),
  root.map((name) => `!has(${name}.score) || ${name}.score < 0.5`),
  fc.tuple(root, root).map(([a, b]) => `${a}.score > 0.3 && ${b}.score < 0.9`),
  fc.tuple(root, root).map(([a, b]) => `has(${a}.label) ? ${a}.score > 0.5 : ${b}.score > 0.5`),
  fc.constantFrom('error.code == "LUMOS.ModelFailed"', 'vars.seen', 'vars.count > 1', 'mood.anger > 0.5', 'sla.firstResponse.breached', 'nodes.rescue.visits > 0', 'message.text == "enough"'),
)
const setter: fc.Arbitrary<Readonly<Record<string, string>> | undefined> = fc.constantFrom<(Readonly<Record<string, string>> | undefined)[]>(
  undefined, undefined, undefined, { 'vars.seen': 'true' }, { 'vars.count': '1' }, { 'vars.count': 'vars.count + 1' }, { 'vars.seen': 'true', 'vars.count': 'vars.seen ? 1 : 2' },
)

type Piece =
  | { readonly kind: 'work'; readonly tool: boolean; readonly as: string; readonly caught: 'no' | 'next' | 'jump'; readonly jump: number; readonly sampled: boolean; readonly set: Readonly<Record<string, string>> | undefined }
  | { readonly kind: 'ask' | 'person'; readonly set: Readonly<Record<string, string>> | undefined; readonly jump: number; readonly jumps: boolean }
  | { readonly kind: 'rule'; readonly when: string; readonly one: readonly Piece[]; readonly other: readonly Piece[]; readonly set: Readonly<Record<string, string>> | undefined }
  | { readonly kind: 'fork'; readonly arms: readonly (readonly Piece[])[]; readonly mode: 'all' | 'any' | 'quorum'; readonly remaining: 'cancel' | 'continue'; readonly armFailure: 'fail' | 'ignore'; readonly timed: boolean; readonly guard: string | undefined; readonly required: boolean; readonly caught: boolean }
  | { readonly kind: 'loop'; readonly body: readonly Piece[]; readonly times: number; readonly when: string }

const { pieces } = fc.letrec<{ piece: Piece; pieces: readonly Piece[] }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant('work' as const), tool: fc.boolean(), as: root, caught: fc.constantFrom('no' as const, 'no' as const, 'next' as const, 'jump' as const), jump: fc.nat(9), sampled: fc.integer({ min: 0, max: 5 }).map((n) => n === 0), set: setter }),
    fc.record({ kind: fc.constantFrom('ask' as const, 'person' as const), set: setter, jump: fc.nat(9), jumps: fc.boolean() }),
    fc.record({ kind: fc.constant('rule' as const), when: condition, one: tie('pieces'), other: tie('pieces'), set: setter }),
    fc.record({
      kind: fc.constant('fork' as const), arms: fc.array(tie('pieces'), { minLength: 2, maxLength: 3 }), mode: fc.constantFrom('all' as const, 'any' as const, 'quorum' as const),
      remaining: fc.constantFrom('cancel' as const, 'continue' as const), armFailure: fc.constantFrom('fail' as const, 'ignore' as const), timed: fc.boolean(),
      guard: fc.option(condition, { nil: undefined }), required: fc.boolean(), caught: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('loop' as const), body: tie('pieces'), times: fc.integer({ min: 1, max: 3 }), when: condition }),
  ),
  pieces: fc.array(tie('piece'), { minLength: 1, maxLength: 3, depthIdentifier: 'flow' }),
}))

type Trigger = { readonly when: string; readonly mode: 'interrupt' | 'notify'; readonly target: number; readonly event: boolean }
type Flow = { readonly parts: readonly Piece[]; readonly triggers: readonly Trigger[]; readonly sideRule: string; readonly rescueRule: string }

const flows: fc.Arbitrary<Flow> = fc.record({
  parts: pieces,
  triggers: fc.array(fc.record({ when: fc.oneof(condition, fc.constantFrom('mood.asks', 'has(mood.anger) && mood.anger > 0.6', 'mood.asks || one.score > 0.8')), mode: fc.constantFrom('interrupt' as const, 'notify' as const), target: fc.nat(9), event: fc.boolean() }), { maxLength: 2 }),
  sideRule: condition,
  rescueRule: condition,
})

type Node = Readonly<Record<string, unknown>>

/** Nodes for pieces that follow one another; ways that jump lead to nodes of the main line, never into a block. */
class Builder {
  readonly nodes: Record<string, Node> = {}
  readonly #main: string[] = []
  readonly #jumps: { readonly id: string; readonly place: number; readonly make: (target: string) => Node }[] = []
  #count = 0

  #id(prefix: string, main: boolean): string {
    this.#count += 1
    const id = `${prefix}${this.#count}`
    if (main) this.#main.push(id)
    return id
  }

  line(parts: readonly Piece[], next: string, main: boolean): string {
    return parts.reduceRight((after, part) => this.#piece(part, after, main), next)
  }

  settle(): readonly string[] {
    for (const { id, place, make } of this.#jumps) this.nodes[id] = make(this.#main[place % this.#main.length] ?? 'fixed')
    return this.#main
  }

  #piece(part: Piece, next: string, main: boolean): string {
    const stage = 'main'
    switch (part.kind) {
      case 'work': {
        const id = this.#id('work', main)
        const made = (target: string): Node => ({
          kind: part.tool ? 'tool' : 'agent', stage, as: part.as, ...(part.tool ? { tool: 'fetch' } : { agent: 'judge', ...(part.sampled ? { sample: 0.5 } : {}) }),
          ...(part.set === undefined ? {} : { set: part.set }), ...(part.caught === 'no' ? {} : { catch: [{ errors: ['LUMOS.*'], then: target }] }), then: next,
        })
        if (part.caught === 'jump') this.#jumps.push({ id, place: part.jump, make: made })
        this.nodes[id] = made(next)
        return id
      }
      case 'ask':
      case 'person': {
        const id = this.#id(part.kind, main)
        const set = part.set === undefined ? {} : { set: part.set }
        const made = (target: string): Node => part.kind === 'ask'
          ? { kind: 'message', stage, text: 'Well?', ...set, await: { reply: '1h' }, outcomes: { replied: next, timeout: target } }
          : { kind: 'human', stage, task: 'conversation', team: 'first', ...set, timeout: '1d', outcomes: { resolved: next, timeout: target } }
        // Only on the main line: an outcome that leads out of a block is a mistake that the linter reports.
        if (part.jumps && main) this.#jumps.push({ id, place: part.jump, make: made })
        this.nodes[id] = made(next)
        return id
      }
      case 'rule': {
        const id = this.#id('rule', main)
        this.nodes[id] = { kind: 'decision', stage, ...(part.set === undefined ? {} : { set: part.set }), branches: [{ id: 'one', when: part.when, then: this.line(part.one, next, main) }], default: this.line(part.other, next, main) }
        return id
      }
      case 'fork': {
        const [id, join] = [this.#id('fork', main), this.#id('join', false)]
        const arms = part.arms.map((arm, index) => ({ id: `arm${index}`, ...(part.guard !== undefined && index === 1 ? { when: part.guard } : {}), then: this.line(arm, join, false) }))
        this.nodes[id] = { kind: 'parallel', stage, arms, join }
        this.nodes[join] = {
          kind: 'join', stage, mode: part.mode, ...(part.mode === 'quorum' ? { count: 2 } : {}), ...(part.required ? { require: ['arm0'] } : {}), remaining: part.remaining, armFailure: part.armFailure,
          ...(part.timed ? { timeout: '30s', onTimeout: 'proceed' } : {}), ...(part.caught ? { catch: [{ errors: ['LUMOS.*'], then: next }] } : {}), then: next,
        }
        return id
      }
      case 'loop': {
        const [gate, back] = [this.#id('gate', main), this.#id('back', main)]
        this.nodes[gate] = { kind: 'decision', stage, maxVisits: part.times, onMaxVisits: next, branches: [], default: this.line(part.body, back, main) }
        this.nodes[back] = { kind: 'decision', stage, branches: [{ id: 'done', when: part.when, then: next }], default: gate }
        return gate
      }
    }
  }
}

const base = z.looseObject({ spec: z.looseObject({ tools: z.record(z.string(), z.unknown()), flow: z.looseObject({ nodes: z.record(z.string(), z.unknown()) }) }) })
  .parse(parse(readFileSync(new URL('../../fixtures/conformance/base-workflow.yaml', import.meta.url), 'utf8')))
const outputs = { score: 'score', label: { type: 'enum', values: ['yes1', 'no1'] } }

function textOf({ parts, triggers, sideRule, rescueRule }: Flow): string {
  const builder = new Builder()
  const first = builder.line(parts, 'fixed', true)
  const main = builder.settle()
  const nodes = {
    ...base.spec.flow.nodes,
    ...builder.nodes,
    intake: { kind: 'start', stage: 'main', channels: ['email', 'chat'], then: first },
    sideGate: { kind: 'decision', stage: 'side', branches: [{ id: 'look', when: sideRule, then: 'page' }], default: 'sideEnd' },
    page: { kind: 'tool', stage: 'side', tool: 'fetch', as: 'paged', then: 'sideGate2' },
    sideGate2: { kind: 'decision', stage: 'side', branches: [{ id: 'look', when: sideRule, then: 'sideEnd' }], default: 'sideEnd' },
    // Every root has a writer, so that conditions may name it.
    ...Object.fromEntries(['one', 'two', 'three'].map((as) => [`spare${as}`, { kind: 'tool', stage: 'side', tool: 'fetch', as, then: 'given' }])),
    rescueGate: { kind: 'decision', stage: 'people', branches: [{ id: 'look', when: rescueRule, then: 'rescue' }], default: 'rescue' },
  }
  return stringify({
    ...base,
    spec: {
      ...base.spec,
      context: { vars: { seen: { type: 'boolean' }, count: { type: 'integer' } } },
      tools: { ...base.spec.tools, fetch: { description: 'Reads.', effect: 'read', scopes: ['x'], output: outputs } },
      slas: [{ id: 'all', calendar: 'office', firstResponse: { P1: '1h', P2: '1h', P3: '1h', P4: '1h', P5: '1h' }, resolution: { P1: '9h', P2: '9h', P3: '9h', P4: '9h', P5: '9h' } }],
      monitors: { mood: { agent: 'mood', events: ['message.inbound'] } },
      triggers: triggers.map(({ when, mode, target, event }, index) => ({ id: `trigger${index}`, ...(event ? { event: 'message.inbound' } : {}), when, stages: ['main'], mode, limit: 3, then: mode === 'notify' ? 'sideGate' : (main[target % main.length] ?? 'rescue') })),
      flow: { ...base.spec.flow, onError: { then: 'rescueGate' }, nodes },
    },
  }, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** The flow with every condition that the linter objects to made harmless; what is left it has let pass. */
function letPass(flow: Flow): { readonly workflow: Workflow; readonly kept: number } | undefined {
  let text = textOf(flow)
  for (let round = 0; round < 12; round += 1) {
    const { source, workflow } = parseSpec(text)
    if (workflow === undefined) return undefined
    const context = lintContext(source, workflow, roleCatalog)
    const absent = absentValues(context)
    if (absent.length === 0) {
      // What is wrong for another reason says nothing about absence.
      if ([...parallelBlocks(context), ...joinPairs(context), ...joinCounts(context)].some(({ severity }) => severity === 'error')) return undefined
      const kept = (text.match(/when: .*(one|two|three|vars|error|mood|sla)\./g) ?? []).length
      return { workflow, kept }
    }
    const data: unknown = parse(text)
    for (const { path } of absent) replaceAt(data, path)
    text = stringify(data, { lineWidth: 0, aliasDuplicateObjects: false })
  }
  throw new Error('the linter objects to harmless conditions')
}

function replaceAt(data: unknown, path: readonly (string | number)[]): void {
  let at: unknown = data
  for (const key of path.slice(0, -1)) at = typeof at === 'object' && at !== null ? new Map<string, unknown>(Object.entries(at)).get(String(key)) : undefined
  const key = path.at(-1)
  if (typeof at === 'object' && at !== null && key !== undefined) Object.assign(at, { [key]: path.includes('set') ? (key === 'vars.seen' ? 'true' : '1') : 'message.text == "other"' })
}

type Push = { readonly pick: number; readonly how: 'done' | 'fails' | 'timer' | 'says' | 'sla'; readonly number: number; readonly yes: boolean }
const pushes = fc.array(fc.record({
  pick: fc.nat(20), how: fc.constantFrom<Push['how']>('done', 'done', 'done', 'done', 'done', 'fails', 'timer', 'says', 'sla'), number: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), yes: fc.boolean(),
}), { maxLength: 50, size: 'max' })

function drive(workflow: Workflow, events: readonly Push[], id: string): TicketDrive {
  const ticket = new TicketDrive(compileProgram(workflow))
  ticket.start({ id, customer: { id: 'C1', tier: 'premium' } })
  for (const clock of ['firstResponse', 'resolution'] as const) ticket.send({ kind: 'sla.due', at: ticket.at, clock, dueAt: ticket.at + 3_600_000 })
  for (const { pick, how, number, yes } of events) {
    const { state } = ticket
    if (state === undefined || state.status !== 'running') break
    ticket.wait(60_000)
    const { tasks, timers } = awaitedWork(state)
    const task = tasks[pick % Math.max(tasks.length, 1)]
    const timer = timers[pick % Math.max(timers.length, 1)]
    const answers: Readonly<Record<string, Value>> = { score: number, label: yes ? 'yes1' : 'no1', text: 'Do this.', priority: 'P1', rank: 2, team: 'first', items: [], anger: number, asks: yes }
    const person = ticket.commands.find((command) => command.kind === 'startHuman' && command.taskId === task)
    if (how === 'says') ticket.says(yes ? 'enough' : 'It still does not work.')
    else if (how === 'sla') ticket.send({ kind: yes ? 'sla.warning' : 'sla.breach', at: ticket.at, clock: 'firstResponse', dueAt: ticket.at + 60_000 })
    else if (how === 'timer' && timer !== undefined) ticket.timer(timer)
    else if (task === undefined) ticket.says('Hello?')
    else if (person?.kind === 'startHuman') ticket.person(task, person.outcomes[pick % person.outcomes.length] ?? 'resolved')
    else if (how === 'fails') ticket.fails(task, 'LUMOS.ModelFailed')
    else ticket.done(task, answers)
  }
  return ticket
}

describe('what the linter lets pass', () => {
  it('is there when the engine reads it, on every way through any flow, whatever happens', () => {
    let kept = 0
    let driven = 0
    fc.assert(fc.property(flows, fc.array(pushes, { minLength: 4, maxLength: 4 }), (flow, logs) => {
      const passed = letPass(flow)
      if (passed === undefined) return
      kept += passed.kept
      for (const [index, events] of logs.entries()) {
        const ticket = drive(passed.workflow, events, `T${index}`)
        driven += 1
        const missing = ticket.trace.filter(({ text }) => text.includes('ContextMissing') || /could not be (checked|decided): .*(absent|not there)/.test(text))
        expect(missing.map(({ text, at }) => `${at} ${text}`)).toEqual([])
      }
    }), { numRuns: Number(process.env.LUMOS_ABSENCE_RUNS ?? 150) })
    expect(kept).toBeGreaterThan(100)
    expect(driven).toBeGreaterThan(150)
  })
})
