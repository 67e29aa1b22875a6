import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod'
import { targetIds, targetProfiles } from '../../../core/export/targets/target-profiles.ts'

const replacement = z.strictObject({ from: z.string(), to: z.string() })
const target = z.enum(targetIds).transform((id) => targetProfiles[id])
const given = z.strictObject({ target: target.optional(), files: z.array(z.strictObject({ name: z.string(), text: z.string() })).optional(), ticketsPerHour: z.number().optional(), shareToPeople: z.number().optional(), handleMinutes: z.number().optional(), skillShares: z.record(z.string(), z.number()).optional() })
const failing = z.strictObject({
  what: z.string(),
  replace: z.array(replacement),
  /** A text on the line at which the finding must begin. */
  at: z.string(),
  /** The text that the finding's range covers, exactly. */
  text: z.string().optional(),
  /** Codes that come along of necessity. */
  also: z.array(z.string()).optional(),
  /** What is known around the file. */
  given: given.optional(),
})
const passing = z.strictObject({ what: z.string(), replace: z.array(replacement), also: z.array(z.string()).optional(), given: given.optional() })
const fileSchema = z.strictObject({ fails: z.array(failing).min(1), passes: z.array(passing) })

const folder = new URL('../../fixtures/lint/', import.meta.url)
const files = readdirSync(folder).sort().map((name) => ({ code: name.replace('.yaml', ''), ...fileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))) }))

/** One way to change the example, and the code and line that must be reported. */
export type LintCase = z.infer<typeof failing> & { readonly code: string }
/** One way to change the example that looks like a mistake of a code and is none. */
export type PassingCase = z.infer<typeof passing> & { readonly code: string }

/** Changes of the example that must be reported, at least one for every code that the linter can report for a workflow file. */
export const lintCases: readonly LintCase[] = files.flatMap(({ code, fails }) => fails.map((each) => ({ code, ...each })))
/** Changes of the example that must not be reported. */
export const passingCases: readonly PassingCase[] = files.flatMap(({ code, passes }) => passes.map((each) => ({ code, ...each })))
