import * as z from 'zod'
import { durationSchema } from './scalar-schemas.ts'

const mean = durationSchema.describe('the average')
const cv = z.number().min(0).max(10).describe('standard deviation as a multiple of the mean')

const named = z.discriminatedUnion('distribution', [
  z.strictObject({ distribution: z.literal('constant').describe('always the same'), value: durationSchema.describe('the time') }),
  z.strictObject({ distribution: z.literal('exponential').describe('without memory, as patience often is'), mean }),
  z.strictObject({ distribution: z.literal('lognormal').describe('as handle times usually are'), mean, cv: cv.optional() }),
  z.strictObject({ distribution: z.literal('erlang').describe('the sum of k exponential phases'), k: z.int().min(1).max(100).describe('how many phases'), mean }),
  z.strictObject({ distribution: z.literal('uniform').describe('anything between two times, equally likely'), min: durationSchema.describe('the shortest'), max: durationSchema.describe('the longest') }),
  z.strictObject({ distribution: z.literal('hyperexponential').describe('mostly short, sometimes very long: two exponentials with balanced means'), mean, cv: cv.min(1).describe('standard deviation as a multiple of the mean, at least 1') }),
  z.strictObject({
    distribution: z.literal('empirical').describe('as it was measured'),
    quantiles: z.array(durationSchema).min(2).max(10_000).optional().describe('the times at equal steps of probability, from the shortest to the longest'),
    file: z.string().min(1).optional().describe('file beside the scenario with one time a line, in seconds or as 8m'),
  }),
])

/** A time that varies; `{ mean, cv }` alone is short for lognormal with a cv of 1 where none is given. */
export const distributionSchema = z
  .union([z.strictObject({ mean, cv: cv.optional() }), z.strictObject({ median: durationSchema.describe('half are shorter'), cv: cv.optional() }), z.strictObject({ median: durationSchema.describe('half are shorter'), p95: durationSchema.describe('95 of 100 are shorter') }), named])
  .meta({ id: 'Distribution', description: 'a time that varies: a named distribution, or lognormal by mean and cv, by median and cv, or by median and p95', examples: [{ mean: '20m', cv: 1 }, { distribution: 'erlang', k: 3, mean: '15m' }] })

/** A distribution of times as a file says it. */
export type DistributionDocument = z.infer<typeof distributionSchema>
