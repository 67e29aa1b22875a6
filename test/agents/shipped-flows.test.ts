import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { agentByRole } from '../../agents/registry.ts'
import { priorityProblems, prioritySchema } from '../../agents/triage/priority.ts'
import { workflowSchema } from '../../core/spec/workflow.ts'

const flows = join(import.meta.dirname, '../../flows')
const files = readdirSync(flows, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lumos.yaml') && readFileSync(join(flows, name), 'utf8').includes('kind: Workflow'))

describe.each(files)('the agents of %s', (file) => {
  const workflow = workflowSchema.parse(parse(readFileSync(join(flows, file), 'utf8')))

  it('have types, settings that their types accept, and the outputs that these need', () => {
    for (const [id, spec] of Object.entries(workflow.spec.agents)) {
      const agent = agentByRole(spec.role)
      expect(agent, `${id}: ${spec.role}`).toBeDefined()
      expect(agent?.checkParams(spec.params), id).toEqual([])
      expect(Object.keys(spec.outputs), id).toEqual(expect.arrayContaining(Object.keys(agent?.outputs.required ?? {})))
      expect(agent?.describe(spec, workflow), id).not.toContain('Check the settings')
    }
  })

  it('have priority rules that fit their outputs', () => {
    for (const spec of Object.values(workflow.spec.agents)) {
      const rule = prioritySchema.safeParse(spec.params?.['priority'])
      if (rule.success) expect(priorityProblems(spec, rule.data)).toEqual([])
    }
  })
})
