import { listTemplates, openTemplate } from '../templates/template-files.ts'
import type { ContractPart } from './contract-part.ts'

/** The templates of the start screen. */
export function templateHandlers(flowsDir: string): ContractPart<'templates'> {
  return {
    'templates.list': () => listTemplates(flowsDir),
    'templates.open': ({ id }) => openTemplate(flowsDir, id),
  }
}
