import { z } from 'zod'

/** What a shell tells the background worker; `modelWorker` is the built worker's file, null = run it from source. */
export const workerDataSchema = z.object({ weightsDir: z.string(), flowsDir: z.string(), cacheDir: z.string(), modelWorker: z.string().nullable(), userModelsDir: z.string().optional() })
