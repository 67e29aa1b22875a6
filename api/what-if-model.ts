import type { Interval } from '../core/simulation/run-report.ts'
import type { SweepableField } from '../core/simulation/what-if/sweepable-fields.ts'
import type { PathRange } from '../core/spec/override-path.ts'

/** One value of the flow or its scenario that is moved: a path as `lumos sweep --vary` names it, and what is tried there. */
export type WhatIfMove = { readonly path: string; readonly value: number | string }

/** A field that can be moved, with what may stand there. */
export type WhatIfField = SweepableField & { readonly range: PathRange | null; /** Whether the run's scenario sets it by an override, so that the flow's own value says nothing. */ readonly overridden: boolean }

/** A run that is kept open: what can be moved, and how many replications there are to compare with. */
export type WhatIfOpen = { readonly fields: readonly WhatIfField[]; readonly replications: number; readonly tickets: number }

/** One figure with what was moved, and its difference to the run on the same replications. */
export type WhatIfFigure = { readonly value: number | null; readonly ci95: Interval; /** The run's own mean over the same replications. */ readonly base: number | null; readonly delta: number | null; readonly deltaCi95: Interval }

/** Figures by name. */
export type WhatIfFigures = Readonly<Record<string, WhatIfFigure>>

/** What long work says on its way: the models are asked, or a search tries something. */
export type WhatIfPhase = { readonly kind: 'phase'; readonly phase: string; readonly done: number; readonly total: number }

/** What a try says: its figures over the first replications, then over more of them. */
export type WhatIfTryItem = WhatIfPhase | { readonly kind: 'frame'; readonly replications: number; readonly of: number; readonly figures: WhatIfFigures }

/** What a curve says: each point again with more replications, or why it cannot be run. */
export type WhatIfCurveItem =
  | WhatIfPhase
  | { readonly kind: 'point'; readonly index: number; readonly replications: number; readonly of: number; readonly figures: WhatIfFigures }
  | { readonly kind: 'refused'; readonly index: number; readonly problem: string }

/** A group of people whose number is searched. */
export type WhatIfCrew = { readonly id: string; readonly title: string; readonly present: number; readonly most: number }

/** A figure of a target with its bound on the side that counts; `endless` where some are never answered. */
export type WhatIfBound = { readonly value: number | null; readonly bound: number | null; readonly endless: boolean }

/** One number of people that was tried, with a figure for each target. */
export type WhatIfTrial = { readonly counts: readonly number[]; readonly weekly: number; readonly replications: number; readonly says: 'yes' | 'no' | 'unsure'; readonly each: readonly WhatIfBound[] }

/** The fewest people that surely meet every target, or why people alone cannot. */
export type WhatIfStaffAnswer =
  | { readonly kind: 'found'; readonly crews: readonly WhatIfCrew[]; readonly best: WhatIfTrial; readonly proof: 'exact' | 'local'; readonly neighbours: readonly WhatIfTrial[]; readonly oddities: readonly string[] }
  | { readonly kind: 'impossible'; readonly crews: readonly WhatIfCrew[]; readonly why: 'outOfHours' | 'beforePeople'; readonly most: WhatIfTrial; readonly roundTheClock: WhatIfTrial }

/** What a search for people says. */
export type WhatIfStaffItem = WhatIfPhase | { readonly kind: 'trial'; readonly trial: WhatIfTrial } | { readonly kind: 'answer'; readonly answer: WhatIfStaffAnswer }
