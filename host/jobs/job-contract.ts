import { z } from 'zod'
import { contract } from '../../api/contract.ts'
import { call, type } from '../../api/define-contract.ts'

/** What the background worker answers: the long part of the app's contract, under the same names. */
export const jobContract = {
  'tickets.import': contract['tickets.import'],
  'tickets.page': contract['tickets.page'],
  'knowledge.import': contract['knowledge.import'],
  'models.watch': contract['models.watch'],
  'runs.simulate': contract['runs.simulate'],
  'runs.report': contract['runs.report'],
  'runs.tickets': contract['runs.tickets'],
  'runs.ticket': contract['runs.ticket'],
  /** Loads the models ahead of the first question; the answer comes when they are ready or have failed. */
  'models.warm': call(z.strictObject({}), type<null>()),
} as const
