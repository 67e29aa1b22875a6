import * as z from 'zod'
import { versionSchema } from './metadata.ts'
import { calendarSchema, teamSchema } from './people-schemas.ts'
import { agentSchema, channelSchema, connectionSchema, knowledgeSchema, memorySchema, modelSchema, toolSchema } from './resource-schemas.ts'
import { idSchema, nameSchema } from './scalar-schemas.ts'
import { typeExprSchema } from './type-expr.ts'

const skillSchema = z.strictObject({
  title: z.string().optional().describe('the name that people read'),
  description: z.string().optional().describe('what someone with this skill can do'),
})

/** The maps that a workflow and a library have in common, by the name of their section. */
export const sharedParts = {
  connections: z.record(idSchema, connectionSchema).describe('systems outside, by id'),
  channels: z.record(idSchema, channelSchema).describe('ways in which customers write, by id'),
  calendars: z.record(idSchema, calendarSchema).describe('opening hours, by id'),
  models: z.record(idSchema, modelSchema).describe('language models, by id'),
  knowledge: z.record(idSchema, knowledgeSchema).describe('bodies of text that agents may search, by id'),
  memory: z.record(idSchema, memorySchema).describe('what agents remember, by id'),
  tools: z.record(idSchema, toolSchema).describe('operations of outside systems, by id'),
  agents: z.record(idSchema, agentSchema).describe('specialised agents, by id; nodes and monitors run them'),
  skills: z.record(idSchema, skillSchema).describe('what teams can be good at, by id; where it is given, teams name no other skills'),
  teams: z.record(idSchema, teamSchema).describe('groups of people, by id'),
}

/** The name of a section that a workflow and a library have in common. */
export type SharedSection = keyof typeof sharedParts

/** What conditions see beyond what every workflow has. */
export const contextSchema = z
  .strictObject({
    vars: z.record(idSchema, typeExprSchema).optional().describe('variables, by name; conditions see them as vars.<name>'),
    customer: z.record(idSchema, typeExprSchema).optional().describe('fields of a customer beyond id, tier and locale, or a closer type for tier and locale; conditions see them as customer.<name>'),
  })
  .describe('what conditions see beyond what every workflow has')

/** One library that a workflow uses. */
export const useSchema = z.strictObject({
  library: nameSchema.describe('metadata.name of the library'),
  version: versionSchema.optional().describe('the least version that will do; a higher one of the same major will too. Default: whatever lies beside the workflow'),
})
