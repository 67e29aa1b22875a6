import type { PickResult } from '../api/model.ts'

/** What a file is picked for. */
export type PickRequest = {
  readonly purpose: 'flow' | 'tickets' | 'knowledge' | 'knowledgeFile' | 'scenario' | 'exportFolder'
  readonly mode: 'open' | 'save'
  readonly suggestedName?: string
}

/** How a shell lets its user pick a file; one without dialogs of its own answers `browse`. */
export type Dialogs = { pick(request: PickRequest): Promise<PickResult> }
