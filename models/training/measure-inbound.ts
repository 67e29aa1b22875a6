/** Measures the inbound signal as served, with its wording rules.   npx tsx models/training/measure-inbound.ts --data DIR --cache DIR */
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { InboundAnswer } from '../../core/signals/signal-answer.ts'
import { SignalEngine } from '../signal-engine.ts'
import { rowsOf, weightsDir } from './training-data.ts'

const engine = await SignalEngine.open({ weightsDir, knowledge: assembleKnowledge([]), threads: 2 })
const judge = async (rows: Record<string, string>[], text: string): Promise<InboundAnswer[]> => {
  const answers = await engine.answer(rows.map((row) => ({ kind: 'inbound', subject: row.subject!, text: row[text]! })))
  return answers.filter((answer): answer is InboundAnswer => answer.kind === 'inbound')
}
const share = (answers: InboundAnswer[], of: 'spam' | 'autoReply', least: number): string => {
  const hits = answers.filter((answer) => answer[of] >= least).length
  return `${hits} of ${answers.length} (${((100 * hits) / answers.length).toFixed(2)} %)`
}
const tickets = await judge(rowsOf('streams/support_tickets.csv').filter((row) => row.is_spam === '0'), 'description')
const automatic = await judge(rowsOf('spam/autoreply_synthetic_dev.jsonl'), 'text')
for (const least of [0.5, 0.8, 0.95]) console.log(`genuine tickets called spam at ${least}: ${share(tickets, 'spam', least)}; called automatic: ${share(tickets, 'autoReply', least)}`)
console.log(`automatic replies found at 0.5: ${share(automatic, 'autoReply', 0.5)}`)
await engine.close()
