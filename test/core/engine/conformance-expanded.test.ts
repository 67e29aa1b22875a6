import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { EngineEvent } from '../../../core/engine/engine-event.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import { conformanceCases } from './conformance-case.ts'
import { expandedFile, expandedSteps } from './expand-case.ts'

const folder = new URL('../../fixtures/conformance/expanded/', import.meta.url)
const topics = conformanceCases()

const event = z.custom<EngineEvent>((value) => z.looseObject({ kind: z.string(), at: z.number() }).safeParse(value).success)
const fileSchema = z.array(
  z.strictObject({
    title: z.string(),
    workflow: workflowSchema,
    atHand: z.array(workflowSchema),
    steps: z.array(z.strictObject({ event, commands: z.array(z.unknown()), entries: z.number(), trace: z.array(z.unknown()) })),
    end: z.unknown(),
  }),
)

describe('the expanded conformance suite', () => {
  it('has a file for each topic and no other', () => {
    expect(readdirSync(folder).sort()).toEqual(topics.map(({ topic }) => `${topic}.json`))
  })

  // `npx vitest run --project unit test/core/engine/conformance-expanded.test.ts -u` writes the files anew.
  it.each(topics)('$topic says what the short form says', async ({ topic, cases }) => {
    await expect(expandedFile(cases)).toMatchFileSnapshot(`../../fixtures/conformance/expanded/${topic}.json`)
  })

  it.each(topics)('$topic can be run from the file alone', ({ topic, cases }) => {
    const expanded = fileSchema.parse(JSON.parse(readFileSync(new URL(`${topic}.json`, folder), 'utf8')))
    expect(expanded).toHaveLength(cases.length)
    for (const { title, workflow, atHand, steps, end } of expanded) {
      const program = compileProgram(workflow, undefined, undefined, atHand)
      const run = expandedSteps(program, steps.map((each) => each.event))
      expect(JSON.parse(JSON.stringify(run)), title).toEqual({ steps, end })
    }
  })
})
