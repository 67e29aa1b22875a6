import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import { checkFlowFile } from '../../../host/flow/check-flow-file.ts'
import { runnableSubflows } from '../../../host/flow/runnable-subflows.ts'

const resources = `  connections: { desk: { type: zendesk, baseUrl: "https://desk.example", auth: { scheme: none } } }
  channels: { email: { connection: desk } }
  models: {}
  agents: {}
`

function flow(name: string, version: string, inside: string): string {
  return `apiVersion: lumos/v1
kind: Workflow
metadata: { name: ${name}, version: ${version} }
spec:
${resources}  flow:
    stages: { main: { title: Main } }
    onError: { then: lost }
    nodes:
      intake: { kind: start, channels: [email], stage: main, then: work }
      work: ${inside}
      done: { kind: end, outcome: resolved, stage: main }
      lost: { kind: end, outcome: unresolved, stage: main }
`
}

const wait = '{ kind: wait, for: 1h, stage: main, then: done }'
const runs = (name: string, version: string): string => `{ kind: subflow, workflow: ${name}, version: ${version}, stage: main, then: done }`

describe('the workflows that a flow runs as subflows', () => {
  let dir = ''

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lumos-subflows-'))
    await mkdir(join(dir, 'library'))
    await writeFile(join(dir, 'support.lumos.yaml'), flow('support', '1.0.0', runs('refunds', '^1.0.0')))
    await writeFile(join(dir, 'library', 'refunds.lumos.yaml'), flow('refunds', '1.3.0', runs('checks', '2.x')))
    await writeFile(join(dir, 'refunds-old.lumos.yaml'), flow('refunds', '1.1.0', wait))
    await writeFile(join(dir, 'checks.lumos.yaml'), flow('checks', '2.0.1', wait))
    await writeFile(join(dir, 'others.lumos.yaml'), flow('others', '1.0.0', runs('broken', '1.0.0')))
    await writeFile(join(dir, 'broken.lumos.yaml'), flow('broken', '1.0.0', '{ kind: wait, for: 1h, stage: main, then: nowhere }'))
    await writeFile(join(dir, 'circle.lumos.yaml'), flow('circle', '1.0.0', runs('circle', '1.0.0')))
    await writeFile(join(dir, 'lonely.lumos.yaml'), flow('lonely', '1.0.0', runs('missing', '1.0.0')))
  })

  afterAll(() => rm(dir, { recursive: true }))

  it('are found beside it and in its library, the latest that fits, with those that they run themselves', async () => {
    const { workflow, findings, files } = await checkFlowFile(join(dir, 'support.lumos.yaml'))
    expect(findings.filter((finding) => finding.severity === 'error')).toEqual([])
    if (workflow === undefined) throw new Error('The flow has no meaning.')
    const subflows = runnableSubflows(workflow, () => undefined, files)
    expect(subflows.map(({ metadata }) => `${metadata.name}@${metadata.version}`)).toEqual(['refunds@1.3.0', 'checks@2.0.1'])
    expect(compileProgram(workflow, undefined, undefined, subflows).nodes.get('work')).toMatchObject({ kind: 'subflow', program: { key: 'refunds@1.3.0' } })
  })

  it('are checked too, and one with errors is named with its file', async () => {
    const { workflow, files } = await checkFlowFile(join(dir, 'others.lumos.yaml'))
    if (workflow === undefined) throw new Error('The flow has no meaning.')
    expect(() => runnableSubflows(workflow, () => undefined, files)).toThrow(/"broken" \(broken\.lumos\.yaml\), which has \d error/)
  })

  it('are missing with a finding where nothing has their name', async () => {
    const { findings } = await checkFlowFile(join(dir, 'lonely.lumos.yaml'))
    expect(findings.map((finding) => `${finding.code} ${finding.message}`)).toContain('LUM201 Node work names unknown workflow missing.')
  })

  it('cannot be the flow itself', async () => {
    const { workflow } = await checkFlowFile(join(dir, 'circle.lumos.yaml'))
    if (workflow === undefined) throw new Error('The flow has no meaning.')
    expect(() => compileProgram(workflow, undefined, undefined, [workflow])).toThrow('the workflow runs itself: circle → circle')
  })
})
