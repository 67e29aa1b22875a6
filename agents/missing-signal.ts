import type { AgentFindings } from './define-agent.ts'

/** The failure of an agent whose model gave no answer, so that the flow's error route decides and nothing is guessed. */
export function missingSignal(kind: string, question: string): AgentFindings {
  return { kind: 'failed', code: 'LUMOS.ModelFailed', message: `The model was not able to say ${question}: there is no answer to the ${kind} signal. Check that the models are installed, then run again.` }
}
