import type { ScenarioDocument } from '../../spec/scenario.ts'
import type { Workflow } from '../../spec/workflow.ts'
import type { ReplicationFigures } from './replication-figures.ts'

/** One way that the flow and its surroundings could be. */
export type Variant = { readonly workflow: Workflow; readonly scenario: ScenarioDocument }

/** A search asks for replications `from` up to before `to` of a variant; `next` is given their figures in order. */
export type RunStep = { readonly kind: 'run'; readonly variant: Variant; readonly from: number; readonly to: number; readonly what: string; readonly done: number; readonly total: number }

/** A search for an answer by runs, which decides what to run and leaves running to whoever drives it. */
export type Search<Said extends { readonly kind: string }, Result> = Generator<RunStep | Said, Result, readonly ReplicationFigures[]>
