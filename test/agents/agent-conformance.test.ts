import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseExamples } from '../../agents/agent-example.ts'
import { formFields } from '../../agents/form-fields.ts'
import { agentByRole, agentCatalog, agentTypes, roleCatalog } from '../../agents/registry.ts'
import { inputOf, runExample } from '../../agents/run-example.ts'
import { signalKey } from '../../core/signals/signal-key.ts'
import { SignalStore } from '../../core/signals/signal-store.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import { agentSchema } from '../../core/spec/resource-schemas.ts'
import type { TypeExpr } from '../../core/spec/workflow.ts'

const room = join(import.meta.dirname, '../../agents')

function examplesOf(folder: string) {
  return parseExamples(readFileSync(join(room, folder, 'examples.yaml'), 'utf8'))
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const item of Object.values(value)) freeze(item)
  }
  return value
}

describe('the catalogue of agents', () => {
  it('lists every folder of the room and nothing else', () => {
    const folders = readdirSync(room, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    expect(agentTypes.map((agent) => agent.folder).sort()).toEqual(folders.sort())
  })

  it('finds each agent, its run-time part and its contract by role', () => {
    expect(new Set(agentTypes.map((agent) => agent.type)).size).toBe(agentTypes.length)
    for (const agent of agentTypes) {
      expect(agentByRole(agent.type)).toBe(agent)
      expect(agentCatalog.runtimeOf(agent.type)?.role).toBe(agent.type)
      expect(roleCatalog.contractOf(agent.type)?.requiredOutputs).toBe(agent.outputs.required)
    }
    expect(agentByRole('nobody')).toBeUndefined()
    expect(roleCatalog.contractOf('nobody')).toBeUndefined()
  })

  it('lets no agent import another', () => {
    for (const { folder } of agentTypes) {
      for (const file of readdirSync(join(room, folder)).filter((name) => name.endsWith('.ts'))) {
        const imports = [...readFileSync(join(room, folder, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map((match) => match[1] ?? '')
        for (const path of imports) expect(path, `${folder}/${file}`).toMatch(/^(\.\/[\w-]+\.ts|\.\.\/[\w-]+\.ts|\.\.\/\.\.\/core\/.+\.ts)$/)
      }
    }
  })
})

describe.each(agentTypes)('$folder', (agent) => {
  const examples = examplesOf(agent.folder)

  it('has at least six worked examples with titles of their own', () => {
    expect(examples.length).toBeGreaterThanOrEqual(6)
    expect(new Set(examples.map((example) => example.title)).size).toBe(examples.length)
  })

  it.each(examples)('$title', (example) => {
    expect(runExample(agent, example).differences).toEqual([])
  })

  it.each(examples)('decides the same twice from frozen inputs, reading only what it asked for: $title', (example) => {
    const { input, requests, decision } = runExample(agent, example)
    freeze(input)
    const asked = new Set(requests.map(signalKey))
    const store = new SignalStore()
    const answers = runExample(agent, example)
    expect(answers.requests.map(signalKey)).toEqual(requests.map(signalKey))
    const again = agent.runtime.decide(input, strictReader(asked, example, store))
    expect(again).toEqual(decision)
    expect(JSON.stringify(again)).toBe(JSON.stringify(agent.runtime.decide(input, strictReader(asked, example, store))))
  })

  function strictReader(asked: ReadonlySet<string>, example: (typeof examples)[number], store: SignalStore): SignalReader {
    runExample(agent, example, store)
    return {
      read(request) {
        if (!asked.has(signalKey(request))) throw new Error(`decide reads a ${request.kind} signal that signals() does not ask for`)
        return store.read(request)
      },
    }
  }

  it.each(examples)('writes only declared outputs that fit their types, and gives reasons: $title', (example) => {
    const { input, decision } = runExample(agent, example)
    if (decision.kind === 'failed') {
      expect(decision.message.length).toBeGreaterThan(20)
      return
    }
    expect(decision.reasons.length).toBeGreaterThan(0)
    for (const reason of decision.reasons) expect(reason).toMatch(/[.!?"]$/)
    for (const [name, value] of Object.entries(decision.outputs)) {
      const type = input.agent.outputs[name]
      if (type === undefined) throw new Error(`${name} is not declared`)
      expect(problemOf(value, type), name).toBeUndefined()
    }
  })

  it('parses its defaults and starts as an agent that the format accepts', () => {
    expect(agent.params.safeParse({}).success).toBe(true)
    const fresh = agent.newAgent()
    expect(agentSchema.safeParse(fresh).error).toBeUndefined()
    expect(agent.checkParams(fresh.params)).toEqual([])
    expect(agent.checkParams(undefined)).toEqual([])
  })

  it('declares required outputs among the default ones', () => {
    for (const name of Object.keys(agent.outputs.required)) expect(agent.outputs.defaults).toHaveProperty(name)
  })

  it('names a setting that does not exist', () => {
    const [problem] = agent.checkParams({ treshold: 1 })
    expect(problem?.path).toEqual(['treshold'])
    expect(problem?.message).toContain('treshold')
  })

  it('describes itself in one short sentence without internal words', () => {
    const input = inputOf(agent, examples[0] ?? failed())
    const sentence = agent.describe(input.agent, input.workflow)
    expect(sentence).toMatch(/^[A-Z0-9]/)
    expect(sentence.length).toBeLessThan(70)
    expect(sentence).not.toMatch(/undefined|NaN|\[object/)
  })

  it('has a palette entry that people can find', () => {
    expect(agent.palette.sentence).toMatch(/^[A-Z].*\.$/)
    expect(agent.palette.keywords.length).toBeGreaterThanOrEqual(4)
  })

  it('has an icon of well-formed path data within 24 by 24', () => {
    expect(agent.icon).toMatch(/^M[\d\s.,MmLlHhVvCcSsQqTtAaZz-]+$/)
    const [xs, ys] = boundsOf(agent.icon)
    expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...xs, ...ys)).toBeLessThanOrEqual(23)
  })

  it('gives every setting a title and help in the form', () => {
    for (const field of formFields(agent.params)) {
      expect(field.title, field.name).not.toBe(field.name)
      expect(field.help, field.name).toMatch(/\.$/)
      for (const column of field.columns) expect(column.title).not.toBe('')
      if (field.kind === 'slider') expect([field.min, field.max, field.step].every((value) => value !== undefined)).toBe(true)
    }
  })
})

function failed(): never {
  throw new Error('There is no example.')
}

function problemOf(value: unknown, type: TypeExpr): string | undefined {
  if (typeof type === 'object' && type.type === 'enum') return type.values.includes(String(value)) ? undefined : `${String(value)} is none of ${type.values.join()}`
  if (typeof type === 'object' && type.type === 'list') return Array.isArray(value) ? value.map((item) => problemOf(item, type.items)).find((problem) => problem !== undefined) : 'no list'
  if (typeof type === 'object' && type.type === 'object') {
    if (typeof value !== 'object' || value === null) return 'no record'
    const fields: Record<string, unknown> = { ...value }
    return Object.keys(fields).map((name) => (type.fields[name] === undefined ? `${name} is not declared` : problemOf(fields[name], type.fields[name]))).find((problem) => problem !== undefined)
  }
  const kind = typeof type === 'string' ? type : type.type
  if (kind === 'string' || kind === 'teamRef') return typeof value === 'string' ? undefined : 'no text'
  if (kind === 'boolean') return typeof value === 'boolean' ? undefined : 'not true or false'
  if (kind === 'score') return typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'no score'
  return typeof value === 'number' && (kind !== 'integer' || Number.isInteger(value)) ? undefined : 'no number'
}

/** The x and y coordinates of a path's points: enough of SVG's path language for stroke icons. */
function boundsOf(path: string): readonly [number[], number[]] {
  const sizes: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 }
  const xs: number[] = []
  const ys: number[] = []
  let [x, y, startX, startY] = [0, 0, 0, 0]
  for (const match of path.matchAll(/([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)/g)) {
    const command = match[1] ?? ''
    const kind = command.toLowerCase()
    const relative = command === kind
    const numbers = (match[2]?.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    const size = sizes[kind] ?? 0
    if (kind === 'z') [x, y] = [startX, startY]
    else expect(numbers.length % size, `${command}${match[2] ?? ''}`).toBe(0)
    for (let at = 0; size > 0 && at < numbers.length; at += size) {
      const part = numbers.slice(at, at + size)
      const last = part.at(-1) ?? 0
      const beforeLast = part.at(-2) ?? 0
      if (kind === 'h') x = relative ? x + last : last
      else if (kind === 'v') y = relative ? y + last : last
      else [x, y] = relative ? [x + beforeLast, y + last] : [beforeLast, last]
      if (kind === 'm' && at === 0) [startX, startY] = [x, y]
      xs.push(x)
      ys.push(y)
    }
  }
  return [xs, ys]
}
