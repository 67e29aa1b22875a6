import { type CueMatch, cueList, findCues, isNegated } from '../find-cues.ts'
import { foldText } from '../fold-text.ts'

/** Languages (two letters) whose ways of asking for a person are known here. */
export const knownLanguages: readonly string[] = ['en', 'de', 'fr', 'es']

// Wishes for a person. A negation before them turns them round ("no need to talk to anyone").
const wishes = cueList([
  'speak|talk|chat|connect|transfer|transferred directly|now? me|us? to|with|through to? a|an|the|your|some|any|another real|live|actual|human|senior|different? human|person|agent|representative|rep|operator|adviser|advisor|manager|supervisor|colleague|engineer|technician|human',
  'speak|talk|chat directly|now? to|with somebody|someone|anyone|anybody|humans|person|human',
  'connect|transfer|put|pass|switch|forward|escalate|hand me|us|this over? through? to|with? to? a|an|the|your|some|any real|live|actual|human|senior? human|person|agent|representative|rep|operator|adviser|advisor|manager|supervisor|colleague|engineer|technician',
  'connect|transfer|put|pass me|us through? to|with somebody|someone|anyone|anybody',
  'get|give|find|send me over? to? a|an|the|some real|live|actual|human? human|person|agent|representative|operator|manager|supervisor',
  'want|need|prefer|like|demand|require|request a|an|some? real|live|actual|human human|person|agent|representative|rep|operator|being',
  'want|need|prefer|like|demand|require|request a|an human|representative|operator',
  'real|live|actual|human person|human|agent|representative|operator|being please|now|instead',
  'let me speak|talk to|with',
  'can|could|would|will a|any real|actual|live? human|person look|help|answer|contact|take|read|respond|reply|assist',
  'please|can|could|should|must|want|like|need you|someone|somebody|to? please? call|phone|ring me|us',
  'you to call|phone|ring me|us',
  'call|phone|ring me|us back|please|asap|today|now|at|on|immediately',
  'give me|us a call|callback',
  'request|want|need|like|prefer|please|arrange|schedule a? callback',
  'call back please|requested',
  'someone|somebody|person|human to? call|phone|ring me|us',
  'escalate this|my ... to a|an|your? manager|supervisor',
  'mit ... mensch*|mitarbeiter*|berater*|person|kollegen|kollegin|techniker*|vorgesetzten|ansprechpartner|jemandem|jemand ... sprechen|reden|telefonieren|verbinden|verbunden|chatten',
  'verbinden|verbinde sie? mich',
  'echter|echten|echte|echtem|richtiger|richtigen|richtige mensch|menschen|person|mitarbeiter|mitarbeiterin',
  'rufen|ruf|ruft|rufe sie? bitte? mich|uns',
  'bitte|um|einen ... ruckruf',
  'ruckruf bitte|erwunscht|erbeten',
  'mich|uns ... zuruckrufen|anrufen|zuruckruft|anruft',
  'parler|discuter|echanger|communiquer directement? a|avec un|une|votre vrai|vraie? humain|humaine|etre|personne|conseiller|conseillere|agent|operateur|responsable|technicien|superviseur',
  'parler|discuter a|avec quelqu un',
  'vrai|vraie|veritable humain|personne|conseiller|agent|interlocuteur',
  'rappelez|appelez|telephonez|rappeler|appeler moi|nous',
  'me|nous appeler|telephoner',
  'me|nous rappeler au|des|demain|par|quand|rapidement|vite|s|svp|sur|<end>',
  'etre rappele|rappelee',
  'mettez moi en relation',
  'hablar|conversar|comunicarme|contactar con|a una|un|el|la|alguna|algun|otra persona|humano|humana|agente|representante|asesor|asesora|operador|operadora|supervisor|supervisora|responsable|tecnico',
  'hablar con alguien',
  'persona|agente|humano|humana real|humana|humano',
  'llamenme|llameme|llamame',
  'que me|nos llamen|llame',
  'me|nos puede|pueden|podria|podrian llamar',
  'paseme|comuniqueme|comunicame con',
])

// Refusals of a machine hold their own negation.
const refusals = cueList([
  'no|not|stop|without|sick|tired|hate|enough more? of? with? a|an|the|this|your|these? stupid? bot|bots|chatbot|chatbots|ai',
  'dont|do|not|cant|refuse|hate|tired|stop want|need? not? to|of? talk|talking|speak|speaking|chat|chatting to|with a|an|the|this|your stupid? bot|robot|chatbot|ai|machine|computer',
  'nicht ... mit einem|dem|einer|diesem bot|roboter|chatbot|maschine|ki ...',
  'kein|keinen|keine|keinem bot|chatbot|ki',
  'pas ... a|avec un|ce|votre robot|bot|chatbot|machine',
  'no ... con un|una|el|la|este robot|bot|chatbot|maquina',
])

const wholeMessages = cueList(['human|agent|representative|operator|person|callback|mensch|mitarbeiter|ruckruf|humain|conseiller|humano|agente|operador|supervisor|manager'])

/** Words by which a message asks for a person, or undefined where it does not. */
export function askForHuman(text: string): CueMatch | undefined {
  const folded = foldText(text)
  const refusal = findCues(folded, refusals)[0]
  if (refusal !== undefined) return refusal
  const wish = findCues(folded, wishes).find((match) => !isNegated(folded, match) && !tellsStory(folded, match))
  if (wish !== undefined) return wish
  // "Human!" or "real person please" as the whole message says it all.
  const words = folded.split(' ').filter((word) => word !== '' && !/^[.,?!]$/.test(word) && word !== 'please' && word !== 'bitte')
  return words.length <= 2 ? findCues(folded, wholeMessages)[0] : undefined
}

// "I asked to talk to a manager yesterday" tells a story; "did not call me back" is a complaint, caught as a negation.
function tellsStory(folded: string, match: CueMatch): boolean {
  const after = folded.slice(match.index + match.text.length + 1, match.index + match.text.length + 30)
  return /^ (yesterday|last|earlier|who (said|told|promised)|and (he|she|they) (said|told))/.test(after)
}
