import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { AgentVersions } from '../../../core/simulation/agent-versions.ts'
import { writePath } from '../../../core/spec/override-path.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { emptyScenario } from '../../../core/simulation/scenario.ts'

const template = workflowSchema.parse(parse(readFileSync(new URL('../../../flows/customer-support/customer-support.lumos.yaml', import.meta.url), 'utf8')))

function withValue(path: string, value: number | string): Workflow {
  const written = writePath({ workflow: template, scenario: emptyScenario }, path, value)
  if (written.kind === 'refused') throw new Error(written.problem)
  return written.documents.workflow
}

function numberOf(versions: AgentVersions, workflow: Workflow, id = 'escalation'): number {
  const agent = workflow.spec.agents[id]
  if (agent === undefined) throw new Error(`There is no agent ${id}.`)
  return versions.of(workflow)(id, agent).number
}

describe('versions of agents', () => {
  it.each([
    ['a promise', 'slas.standard.firstResponse.P3', '2h'],
    ['the hours', 'calendars.supportHours.open.0.to', '18:00'],
    ['the number of people', 'teams.tier1.shifts.0.headcount', 5],
    ['a threshold of a condition', 'flow.nodes.route.branches.confident.when#1', 0.4],
    ['the settings of another agent', 'agents.triage.params.threshold', 0.4],
  ])('are the same where only %s is another: no agent sees it', (_what, path, value) => {
    const versions = new AgentVersions()
    const first = numberOf(versions, template)
    expect(numberOf(versions, withValue(path, value))).toBe(first)
  })

  it.each([
    ['its own settings', 'agents.triage.params.threshold', 0.4, 'triage'],
    ['what a team can do', 'teams.tier1.skills.howTo', 1, 'escalation'],
  ])('differ where %s are others', (_what, path, value, id) => {
    const versions = new AgentVersions()
    const first = numberOf(versions, template, id)
    expect(numberOf(versions, withValue(path, value), id)).not.toBe(first)
  })
})
