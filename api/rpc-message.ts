import { z } from 'zod'

const id = z.int().min(1)

/** The five kinds of message that cross a wire: a client sends call and cancel, a server sends item, end and error. */
export const rpcMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, method: z.string().max(64), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id }),
  z.strictObject({ kind: z.literal('item'), id, value: z.unknown() }),
  z.strictObject({ kind: z.literal('end'), id, value: z.unknown() }),
  z.strictObject({
    kind: z.literal('error'),
    id,
    error: z.strictObject({ code: z.string(), kind: z.enum(['user', 'environment', 'internal']), message: z.string(), hint: z.string() }),
  }),
])

/** One message on a wire. */
export type RpcMessage = z.output<typeof rpcMessageSchema>

/** Reads a message where it arrives; null where it is none of ours. */
export function parseRpcMessage(value: unknown): RpcMessage | null {
  const parsed = rpcMessageSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
