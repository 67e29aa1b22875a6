const SUBJECT_SAYS_SO =
  /^\s*(?:(?:re|aw|fw|fwd|sv)\s*:\s*)*(?:auto(?:matic|mated)?[- ]?(?:reply|response|antwort|svar)|out of (?:the )?office|abwesenheits(?:notiz|assistent|nachricht)|automatische antwort|automatisch antwoord|r[ée]ponse automatique|absence du bureau|respuesta autom[áa]tica|resposta autom[áa]tica|risposta automatica|autosvar|automaattinen vastaus|автоответ|自動応答|自动回复)\b/iu

const BODY_SAYS_SO: readonly RegExp[] = [
  /\bthis is an automat(?:ed|ic|ically generated) (?:message|reply|response|email|e-mail|confirmation|notification|notice|survey)\b/i,
  /\bthis (?:message|email|e-mail) (?:was|is|has been) (?:sent automatically|automatically generated|generated automatically)\b/i,
  /\bi(?:'m| am)(?: currently)? (?:out of (?:the )?office|away from (?:the|my) (?:office|desk)|on (?:annual|parental|maternity|paternity|sick|medical) leave|on vacation|on holiday)\b/i,
  /\b(?:nicht im b[üu]ro|bin (?:derzeit|zurzeit|aktuell|momentan) (?:nicht erreichbar|abwesend))\b/i,
  /\bfuera de la oficina\b/i,
  /\b(?:absente? du bureau|en cong[ée]s? jusqu)/i,
  /\bestarei (?:ausente|fora do escrit[óo]rio)\b/i,
  /\bik ben (?:momenteel )?afwezig\b/i,
]

const DELIVERY_SUBJECT = /^\s*(?:undeliver(?:ed|able)|mail delivery|delivery (?:status|failure|has failed)|returned mail|failure notice|unzustellbar)/i
const DELIVERY_BODY = /\bthis is the mail system at host\b|\bdelivery (?:has been delayed|to the following recipients? failed)\b|\b(?:action: failed|diagnostic-code|reporting-mta)\b|\b550[ -]5\.\d\.\d\b|\bcould not be delivered to (?:one or more|the following)\b/i

const LONGEST_NOTICE = 1500

/** Whether a message's own words say that a machine sent it: holiday notes, delivery reports and receipts in their usual wording. */
export function saysAutoReply(subject: string, text: string): boolean {
  const asks = /\?/.test(text)
  if (SUBJECT_SAYS_SO.test(subject) && !asks) return true
  if (DELIVERY_SUBJECT.test(subject) && DELIVERY_BODY.test(text)) return true
  return text.length <= LONGEST_NOTICE && !asks && BODY_SAYS_SO.some((pattern) => pattern.test(text))
}
