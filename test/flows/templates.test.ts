import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../agents/registry.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import { flowFile, folders, readTemplate, templateIds } from './read-template.ts'

const cardWidth = 256
const cardHeight = 152

// These are not judged by the text: one follows from the rule, the other comes from the customer's record.
const notFromText = ['priority', 'contractLevel']

describe('the templates of the start screen', () => {
  it('are all listed here', () => {
    expect([...folders()].sort()).toEqual([...templateIds].sort())
  })

  describe.each(templateIds)('%s', (id) => {
    const template = readTemplate(id)
    const nodes = Object.entries(template.workflow.spec.flow.nodes)

    it('has a workflow whose form has no finding and which is named like its folder', () => {
      expect(parseSpec(template.specText).findings).toEqual([])
      expect(template.workflow.metadata.name).toBe(id)
      expect(template.info.id).toBe(id)
    })

    it('gives every agent the outputs and parameters that its role asks for', () => {
      for (const [name, agent] of Object.entries(template.workflow.spec.agents)) {
        const contract = roleCatalog.contractOf(agent.role)
        expect(contract, name).toBeDefined()
        expect(Object.keys(agent.outputs), name).toEqual(expect.arrayContaining(Object.keys(contract?.requiredOutputs ?? {})))
        expect(contract?.checkParams(agent.params), name).toEqual([])
      }
    })

    it('explains every label of its triage with phrases, or with a description where the urgency model judges', () => {
      const outputs = Object.values(template.workflow.spec.agents).filter((agent) => agent.role === 'ticketTriage').flatMap((agent) => Object.entries(agent.outputs))
      for (const [name, type] of outputs) {
        if (typeof type === 'string' || type.type !== 'enum' || notFromText.includes(name)) continue
        expect(Object.keys(type.labels ?? {}), name).toEqual(type.values)
        const isJudgedByModel = name === 'urgency' && Object.values(type.labels ?? {}).every((words) => words.examples === undefined)
        for (const [label, words] of Object.entries(type.labels ?? {})) {
          if (isJudgedByModel) expect(words.description?.length ?? 0, label).toBeGreaterThan(20)
          else expect(words.examples?.length ?? 0, label).toBeGreaterThanOrEqual(2)
        }
      }
    })

    it('places every node on the grid, from left to right, and no card on another', () => {
      const places = Object.entries(template.layout.nodes)
      expect(places.map(([node]) => node).sort()).toEqual(nodes.map(([node]) => node).sort())
      for (const [node, [x, y]] of places) {
        expect([x % 8, y % 8], node).toEqual([0, 0])
        for (const [other, [otherX, otherY]] of places) {
          const apart = node === other || Math.abs(x - otherX) >= cardWidth || Math.abs(y - otherY) >= cardHeight
          expect(apart, `${node} lies on ${other}`).toBe(true)
        }
      }
    })

    it('gives every node a title', () => {
      for (const [node, { title }] of nodes) expect(title ?? '', node).not.toBe('')
    })

    it('has a scenario whose baseline and teams exist in the workflow', () => {
      const { scenario, problems } = parseScenario(template.scenarioText)
      expect(problems).toEqual([])
      const { calendars, teams, channels } = template.workflow.spec
      for (const team of scenario?.spec.baseline?.teams ?? []) expect(Object.keys(calendars ?? {})).toContain(team.calendar)
      for (const team of Object.keys(scenario?.spec.handleTime?.teams ?? {})) expect(Object.keys(teams ?? {})).toContain(team)
      expect(Object.keys(scenario?.spec.onShiftEnd ?? {}).sort()).toEqual(Object.keys(channels).sort())
    })

    it('compares the flow with as many people as answer today', () => {
      const { scenario } = parseScenario(template.scenarioText)
      const today = (scenario?.spec.baseline?.teams ?? []).reduce((sum, team) => sum + team.headcount, 0)
      const withFlow = Object.values(template.workflow.spec.teams ?? {}).flatMap((team) => team.shifts).reduce((sum, shift) => sum + shift.headcount, 0)
      expect(withFlow).toBe(today)
    })
  })
})

describe('the reply bank', () => {
  it('has at least twenty different messages of each kind', () => {
    const bank: unknown = JSON.parse(flowFile('reply-bank.json'))
    expect(bank).toEqual(expect.objectContaining({ confirmed: expect.anything(), unresolved: expect.anything(), angry: expect.anything(), clarified: expect.anything(), question: expect.anything() }))
    for (const [kind, texts] of Object.entries(bank ?? {})) expect(new Set(texts).size, kind).toBeGreaterThanOrEqual(20)
  })
})
