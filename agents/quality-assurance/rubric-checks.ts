import type { AgentInput, AgentView, ConversationMessage } from '../../core/engine/agent-contract.ts'
import { quantise } from '../../core/signals/quantise.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { ToneRequest } from '../../core/signals/signal-request.ts'
import { lastCustomerMessage, ownWords } from '../customer-text.ts'
import { cueList, findCues, isNegated } from '../find-cues.ts'
import { foldText } from '../fold-text.ts'
import { sayCount, sayScore, sayShort } from '../say-score.ts'

/** What checking one item of a rubric gives: a score with what was found, or why it cannot be assessed. */
export type CheckResult = { readonly kind: 'assessed'; readonly score: number; readonly finding: string } | { readonly kind: 'open'; readonly why: string }

/** One thing that can be checked without judgement; `names` are the rubric items that mean it. */
export type RubricCheck = { readonly names: readonly string[]; check(input: AgentInput, signals: SignalReader, minWords: number): CheckResult }

/** The tone that the `tone` item rests on. */
export function toneRequest(view: AgentView): ToneRequest | undefined {
  const last = lastCustomerMessage(view)
  return last === undefined ? undefined : { kind: 'tone', text: ownWords(last.text) }
}

const promises = cueList([
  'we|i will|can|shall refund|compensate|credit|reimburse',
  'well|ill refund|compensate|credit|reimburse',
  'you will|youll receive|get a|your|the full? refund|compensation|credit|replacement',
  'i|we guarantee|promise|assure',
  'will be fixed|solved|resolved|delivered|available|repaired by|until|tomorrow|today|within|on|next',
  'wir|ich werden|werde ... erstatten|entschadigen|gutschreiben',
  'wir|ich garantieren|garantiere|versprechen|verspreche',
  'wir erstatten',
  'nous|je rembourserons|garantissons|promettons|vous rembourserai',
  'le|la reembolsaremos|garantizamos|prometemos',
])

const greetings = cueList(['hello|hi|hey|dear|good|greetings', 'hallo|guten|liebe|lieber|sehr|moin|gruss', 'bonjour|bonsoir|salut|cher|chere', 'hola|buenos|buenas|estimado|estimada'])

/** Everything that can be checked without a generating model. */
export const rubricChecks: readonly RubricCheck[] = [
  {
    names: ['citation', 'citations', 'sources', 'source', 'evidence'],
    check(input) {
      const automatic = input.conversation.filter((message) => message.from === 'agent')
      if (automatic.length === 0) return { kind: 'open', why: 'no automatic answer was sent' }
      const cited = automatic.filter((message) => /\[\d+\]/.test(message.text)).length
      return { kind: 'assessed', score: quantise(cited / automatic.length), finding: `${cited} of ${sayCount(automatic.length, 'automatic answer')} named a source.` }
    },
  },
  {
    names: ['tone', 'politeness', 'friendliness', 'sentiment', 'mood'],
    check(input, signals, minWords) {
      const request = toneRequest(input)
      const tone = request === undefined ? undefined : signals.read(request)
      if (tone === undefined) return { kind: 'open', why: 'the customer has written nothing' }
      if (!tone.languageKnown) return { kind: 'open', why: 'the language of the last message is not known to the tone model' }
      if (tone.words < minWords) return { kind: 'open', why: `the last message has only ${sayCount(tone.words, 'word')}` }
      const score = quantise(Math.max(0, 1 - tone.frustrated - tone.confused / 2))
      return { kind: 'assessed', score, finding: `The customer's last message is ${sayScore(tone.frustrated)} frustrated, ${sayScore(tone.confused)} confused and ${sayScore(tone.satisfied)} satisfied.` }
    },
  },
  {
    names: ['policy', 'promises', 'compliance', 'commitments'],
    check(input) {
      const answers = answersOf(input)
      if (answers.length === 0) return { kind: 'open', why: 'nothing was answered' }
      const kept = answers.map((message) => {
        const folded = foldText(message.text)
        return findCues(folded, promises).find((match) => !isNegated(folded, match))?.text
      })
      const made = kept.filter((promise) => promise !== undefined)
      const score = quantise(1 - made.length / answers.length)
      return { kind: 'assessed', score, finding: made.length === 0 ? 'No refund, date or guarantee was promised.' : `A promise was made: "${sayShort(made[0] ?? '', 80)}".` }
    },
  },
  {
    names: ['completeness', 'complete', 'openQuestions', 'questions', 'answered'],
    check(input) {
      const questions = input.conversation.flatMap((message, index) => (message.from === 'customer' && ownWords(message.text).includes('?') ? [{ message, index }] : []))
      const answers = answersOf(input)
      if (questions.length === 0) {
        if (input.conversation.length === 0) return { kind: 'open', why: 'there is no conversation' }
        return { kind: 'assessed', score: answers.length > 0 ? 1 : 0, finding: answers.length > 0 ? 'The request was answered.' : 'The request was never answered.' }
      }
      const open = questions.filter(({ index }) => !input.conversation.slice(index + 1).some((message) => message.from !== 'customer'))
      const score = quantise(1 - open.length / questions.length)
      const [first] = open
      return { kind: 'assessed', score, finding: first === undefined ? `${questions.length === 1 ? 'The question' : `All ${questions.length} messages with questions`} got a reply.` : `A question was left open: "${sayShort(questionIn(first.message), 100)}".` }
    },
  },
  {
    names: ['greeting', 'salutation'],
    check(input) {
      const [first] = answersOf(input)
      if (first === undefined) return { kind: 'open', why: 'nothing was answered' }
      const greeted = findCues(foldText(first.text), greetings).some((match) => match.index < 3)
      return { kind: 'assessed', score: greeted ? 1 : 0, finding: greeted ? 'The first answer greets the customer.' : 'The first answer does not greet the customer.' }
    },
  },
]

function answersOf(input: AgentInput): readonly ConversationMessage[] {
  return input.conversation.filter((message) => message.from !== 'customer')
}

function questionIn(message: ConversationMessage): string {
  return /[^.!?\n]*\?/.exec(ownWords(message.text))?.[0].trim() ?? message.text
}
