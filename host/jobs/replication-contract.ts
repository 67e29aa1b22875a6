import { z } from 'zod'
import { call, stream, type } from '../../api/define-contract.ts'
import type { SignalAnswer } from '../../core/signals/signal-answer.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'
import type { ReplicationResult } from '../../core/simulation/replication-result.ts'
import type { SimulationInput } from '../../core/simulation/simulation-input.ts'
import type { ReplicationFigures } from '../../core/simulation/what-if/replication-figures.ts'
import type { Variant } from '../../core/simulation/what-if/what-if-step.ts'
import type { Workflow } from '../../core/spec/workflow.ts'

/** What a worker needs to run replications: everything of a simulation's input that can be sent, with the subflows that it compiles anew. */
export type ReplicationInput = Pick<SimulationInput, 'workflow' | 'tickets' | 'knowledgeDigest' | 'models' | 'scenario' | 'replyBank'> & { readonly subflows: readonly Workflow[] }

/** What a replication says: the questions that nobody has answered yet, then its figures or its result. */
export type ReplicationItem =
  | { readonly kind: 'needs'; readonly requests: readonly SignalRequest[] }
  | { readonly kind: 'figures'; readonly figures: ReplicationFigures }
  | { readonly kind: 'result'; readonly result: ReplicationResult; readonly unanswered: readonly string[] }

/** Answers by request. */
export type Answered = readonly (readonly [request: SignalRequest, answer: SignalAnswer])[]

// Both ends are of one build and one process: what is sent is not parsed again.
const input = z.custom<ReplicationInput>()
const variant = z.custom<Variant>()
const answers = z.custom<Answered>()

/** What a worker that runs replications answers. */
export const replicationContract = {
  open: call(z.strictObject({ input, answers }), type<null>()),
  /** More answers; a replication that waits for them goes on. */
  answer: call(z.strictObject({ answers }), type<null>()),
  /** One replication of a variant; `name` stands for it, so that one that was seen before is not compiled again. */
  replicate: stream(z.strictObject({ name: z.int(), variant, index: z.int(), want: z.enum(['figures', 'result']) }), type<ReplicationItem>()),
} as const
