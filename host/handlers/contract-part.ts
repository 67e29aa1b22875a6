import type { contract } from '../../api/contract.ts'
import type { Handlers } from '../../api/server.ts'

/** The handlers of one part of the contract. */
export type ContractPart<Prefix extends string> = Pick<Handlers<typeof contract>, Extract<keyof typeof contract, `${Prefix}.${string}`>>
