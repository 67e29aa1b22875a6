import { cueList, findCues } from '../find-cues.ts'
import { foldText } from '../fold-text.ts'

/** A sign that a machine wrote an item, or that a mail server judged it: what it means and what was seen. */
export type MachineMark = { readonly verdict: 'spam' | 'autoReply'; readonly confidence: number; readonly seen: string }

type HeaderRule = { readonly header: string; readonly pattern: RegExp; readonly verdict: 'spam' | 'autoReply'; readonly confidence: number }

// RFC 3834 obliges automatic responders to set auto-submitted; the others are what mail servers really send.
const headerRules: readonly HeaderRule[] = [
  { header: 'auto-submitted', pattern: /^auto-(replied|generated|notified)/i, verdict: 'autoReply', confidence: 0.99 },
  { header: 'x-autoreply', pattern: /^(yes|true|1)/i, verdict: 'autoReply', confidence: 0.98 },
  { header: 'x-autorespond', pattern: /\S/, verdict: 'autoReply', confidence: 0.98 },
  { header: 'x-auto-reply-from', pattern: /\S/, verdict: 'autoReply', confidence: 0.98 },
  { header: 'x-failed-recipients', pattern: /\S/, verdict: 'autoReply', confidence: 0.99 },
  { header: 'precedence', pattern: /^auto[_-]reply/i, verdict: 'autoReply', confidence: 0.98 },
  { header: 'content-type', pattern: /^multipart\/report/i, verdict: 'autoReply', confidence: 0.98 },
  { header: 'return-path', pattern: /^<\s*>$/, verdict: 'autoReply', confidence: 0.95 },
  { header: 'from', pattern: /\b(mailer-daemon|postmaster)@/i, verdict: 'autoReply', confidence: 0.97 },
  { header: 'x-spam-flag', pattern: /^(yes|true)/i, verdict: 'spam', confidence: 0.95 },
  { header: 'x-spam-status', pattern: /^yes/i, verdict: 'spam', confidence: 0.95 },
]

const subjectCues = cueList([
  'automatic|automated|auto reply|response <end>',
  'autoreply|autoresponse',
  'out of the? office',
  'ooo <end>',
  'accepted|declined|tentative|tentatively accepted? ,',
  'not? read ,',
  'undeliverable',
  'undelivered mail returned to sender',
  'delivery status notification',
  'mail delivery failed|failure|subsystem',
  'delivery failure',
  'failure notice',
  'returned mail',
  'read receipt',
  'abwesenheitsnotiz|abwesenheitsmeldung|abwesenheitsassistent',
  'automatische antwort',
  'automatisch antwoord',
  'unzustellbar',
  'nicht im buro',
  'reponse automatique',
  'absence du bureau',
  'message d absence',
  'non remis',
  'respuesta automatica',
  'fuera de la oficina',
  'no se puede entregar',
])

const bodyCues = cueList([
  'i am|im|will be currently? out of the? office',
  'i am|im|will be currently? on|off annual|parental|maternity|paternity|sick|vacation leave',
  'i am|im|will be currently? away from the? office|desk',
  'this is an auto|automatic|automated|automatically generated? message|reply|response|email|mail|notification|notice|survey',
  'this message|email|mail was automatically generated|created|sent',
  'could not be delivered to',
  'delivery to the following recipient|recipients failed',
  'i will have limited|no access to my? email|mail|emails',
  'person|employee|colleague has left the|our company',
  'mailbox is over its? storage? quota|limit',
  'bin ... nicht im buro',
  'bin ... nicht erreichbar und? ...',
  'bin ... abwesend',
  'diese nachricht|mail|e wurde automatisch erstellt|generiert|versendet',
  'je suis ... absent|absente',
  'ceci est un message|reponse automatique',
  'estare|estoy fuera de la? oficina',
  'este es un mensaje automatico',
])

const setupCues = cueList([
  'how do|can|to|could|would i|we|you|set|setup|create|make|stop|turn',
  'set|setting|turn|switch up|off|on ... automatic|automated|auto|out|vacation',
  'cant|cannot|couldnt find|see|get|set',
])

/** The strongest sign in headers, subject and the beginning of the text that no person wrote this item, or that it is spam. */
export function machineMark(subject: string, text: string, fields: Readonly<Record<string, string>>): MachineMark | undefined {
  const headers = new Map(Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase().replace(/[\s_]+/g, '-'), value.trim()]))
  for (const rule of headerRules) {
    const value = headers.get(rule.header)
    if (value !== undefined && rule.pattern.test(value)) return { verdict: rule.verdict, confidence: rule.confidence, seen: `header ${rule.header} is "${value}"` }
  }
  const body = foldText(text.slice(0, 600))
  // Somebody who asks how to set up an automatic reply uses the same words.
  if (findCues(body, setupCues).length > 0) return undefined
  const head = foldText(subject.replace(/^\s*((re|aw|fwd?|wg|tr|rv)\s*:\s*)+/i, ''))
  // "My out of office reply does not work" is a request: the words must open the subject.
  const inSubject = findCues(head, subjectCues).find((match) => match.index === 0)
  if (inSubject !== undefined) return { verdict: 'autoReply', confidence: 0.96, seen: `the subject begins with "${inSubject.text}"` }
  const inBody = findCues(body, bodyCues)[0]
  return inBody === undefined ? undefined : { verdict: 'autoReply', confidence: 0.9, seen: `the text says "${inBody.text}"` }
}
