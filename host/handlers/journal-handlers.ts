import type { Journal } from '../files/journal.ts'
import type { ContractPart } from './contract-part.ts'

/** Unsaved work, kept against a crash. */
export function journalHandlers(journal: Journal, now: () => number): ContractPart<'journal'> {
  return {
    async 'journal.write'(input) {
      await journal.write({ ...input, writtenAt: now() })
      return null
    },
    'journal.list': () => journal.list(),
    async 'journal.discard'({ docId }) {
      await journal.discard(docId)
      return null
    },
  }
}
