import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { namedByScenario } from '../../cli/commands/named-by-scenario.ts'
import type { CliIo } from '../../cli/cli-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'lumos-named-'))
const io: CliIo = { stdout: () => undefined, stderr: () => undefined, isTTY: false, cwd: folder }

beforeAll(() => {
  mkdirSync(join(folder, 'cases'))
  cpSync('flows/customer-support/customer-support.lumos.yaml', join(folder, 'flow.lumos.yaml'))
  write('cases/base.lumos.yaml', '  tickets: march.csv\n  knowledge: [../kb, more]\n')
  write('cases/case.lumos.yaml', '  extends: base.lumos.yaml\n  workflow: ../flow.lumos.yaml\n  replyBank: replies.json\n')
  write('cases/silent.lumos.yaml', '  seed: 3\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, spec: string): void {
  writeFileSync(join(folder, name), `apiVersion: lumos/v1\nkind: Scenario\nmetadata: { name: case }\nspec:\n${spec}`)
}

const at = (name: string): string => join(folder, name)

describe('what a scenario names', () => {
  it('is what a run of the scenario alone uses', async () => {
    expect(await namedByScenario('cases/case.lumos.yaml', {}, io)).toEqual({
      flow: at('flow.lumos.yaml'),
      named: { scenario: 'cases/case.lumos.yaml', tickets: at('cases/march.csv'), knowledge: [at('kb'), at('cases/more')], replyBank: at('cases/replies.json') },
    })
  })

  it('gives way to what the command line says', async () => {
    expect(await namedByScenario('cases/case.lumos.yaml', { tickets: 'april.csv', knowledge: 'own' }, io)).toMatchObject({ named: { tickets: 'april.csv', knowledge: 'own' } })
  })

  it('is filled in for a flow with a scenario, too', async () => {
    expect(await namedByScenario('flow.lumos.yaml', { scenario: 'cases/case.lumos.yaml' }, io)).toMatchObject({ flow: 'flow.lumos.yaml', named: { tickets: at('cases/march.csv') } })
    expect(await namedByScenario('flow.lumos.yaml', { tickets: 'a.csv' }, io)).toEqual({ flow: 'flow.lumos.yaml', named: { tickets: 'a.csv' } })
  })

  it('may be nothing', async () => {
    expect(await namedByScenario('cases/silent.lumos.yaml', {}, io)).toEqual({ flow: undefined, named: { scenario: 'cases/silent.lumos.yaml' } })
  })

  it('is there in every scenario beside the support flow', () => {
    for (const name of ['busy-monday', 'third-agent', 'preemption-p1', 'next-month', 'capacity']) {
      const text = readFileSync(`flows/customer-support/scenarios/${name}.lumos.yaml`, 'utf8')
      for (const line of ['workflow: ../customer-support.lumos.yaml', 'tickets: ../tickets.jsonl', 'knowledge: ../knowledge', 'extends: ../scenario.lumos.yaml']) expect(text).toContain(line)
    }
  })
})
