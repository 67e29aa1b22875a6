import { z } from 'zod'
import { contract } from '../../api/contract.ts'
import { call, stream, type } from '../../api/define-contract.ts'
import type { FitItem, SimulateItem } from '../../api/model.ts'
import { replyBankSchema } from '../flow/read-reply-bank.ts'
import type { LearningItem } from '../labels/learn-labels.ts'

/** The example files that a flow names, by digest; the worker has no place of its own for them. */
const examples = z.record(z.string(), z.string())

/** The files around a flow; the worker does not know where it lies. */
const files = z.array(z.strictObject({ name: z.string(), text: z.string() })).readonly()

/** What the background worker answers: the long part of the app's contract, under the same names. */
export const jobContract = {
  'tickets.import': contract['tickets.import'],
  'tickets.page': contract['tickets.page'],
  'knowledge.import': contract['knowledge.import'],
  'redaction.preview': contract['redaction.preview'],
  'history.fit': stream(contract['history.fit'].input.omit({ scenarioPath: true }), type<FitItem>()),
  'models.watch': contract['models.watch'],
  'runs.simulate': stream(contract['runs.simulate'].input.extend({ examples, files, replyBank: replyBankSchema.nullable() }), type<SimulateItem>()),
  'labels.columns': contract['labels.columns'],
  'labels.learn': stream(contract['labels.learn'].input, type<LearningItem>()),
  'runs.report': contract['runs.report'],
  'runs.tickets': contract['runs.tickets'],
  'runs.ticket': contract['runs.ticket'],
  'whatIf.open': contract['whatIf.open'],
  'whatIf.try': contract['whatIf.try'],
  'whatIf.curve': contract['whatIf.curve'],
  'whatIf.staff': contract['whatIf.staff'],
  /** Stops the models and frees them; the worker can be ended safely then. */
  'models.close': call(z.strictObject({}), type<null>()),
  /** Loads the models ahead of the first question; the answer comes when they are ready or have failed. */
  'models.warm': call(z.strictObject({}), type<null>()),
} as const
