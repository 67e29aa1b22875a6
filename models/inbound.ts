import { looksEnglish } from '../core/signals/guess-language.ts'
import type { InboundAnswer } from '../core/signals/signal-answer.ts'
import { saysAutoReply } from './auto-reply-rules.ts'
import type { Embedding } from './embedding.ts'
import type { Head } from './head.ts'
import { quantiseShares } from './quantise-shares.ts'

/** What the wording rules are worth: their precision on the development messages, rounded down. */
const RULE_CONFIDENCE = 0.95

/** The head learnt English: in another language it may not call anything more likely spam than spam is at a help desk. */
const SPAM_AT_MOST_ELSEWHERE = 0.05

/** The text that the inbound head reads: subject and body together. */
export function inboundText(subject: string, text: string): string {
  return `${subject}\n${text}`
}

/** Whether an inbound item is genuine, spam or automatic: the head's probabilities, overruled where the wording says so itself. */
export function inboundOf(head: Head, subject: string, text: string, embedding: Embedding): InboundAnswer {
  const { inbound = {} } = head.judge(inboundText(subject, text), embedding)
  const own = boundedSpam({ genuine: inbound.genuine ?? 1, spam: inbound.spam ?? 0, autoReply: inbound.autoReply ?? 0 }, looksEnglish(inboundText(subject, text)))
  const judged = saysAutoReply(subject, text) && own.autoReply < RULE_CONFIDENCE ? overruled(own) : own
  const [genuine = 0, spam = 0, autoReply = 0] = quantiseShares([judged.genuine, judged.spam, judged.autoReply])
  return { kind: 'inbound', genuine, spam, autoReply }
}

type Shares = { readonly genuine: number; readonly spam: number; readonly autoReply: number }

function boundedSpam(own: Shares, english: boolean): Shares {
  if (english || own.spam <= SPAM_AT_MOST_ELSEWHERE) return own
  return { ...own, genuine: own.genuine + own.spam - SPAM_AT_MOST_ELSEWHERE, spam: SPAM_AT_MOST_ELSEWHERE }
}

function overruled(own: Shares): Shares {
  const others = own.genuine + own.spam
  const left = 1 - RULE_CONFIDENCE
  return others === 0
    ? { genuine: left, spam: 0, autoReply: RULE_CONFIDENCE }
    : { genuine: (own.genuine / others) * left, spam: (own.spam / others) * left, autoReply: RULE_CONFIDENCE }
}
