import { type CueMatch, cueList, findCues } from '../find-cues.ts'
import { foldText } from '../fold-text.ts'

// How machines open the messages that they send in a customer's name, after a greeting perhaps.
const openings = cueList([
  'this is an? auto|automatic|automated|automatically generated? message|reply|response|email|mail|notification|notice',
  'i am|will be? currently? out of the? office',
  'im currently? out of the? office',
  'i am|will be? currently? on annual|parental|maternity|paternity|sick leave',
  'im currently? on annual|parental|maternity|paternity|sick leave',
  'thank you for your email|mail|message [.,!] i am|will be? currently? out|away',
  'thank you for your email|mail|message [.,!] im currently? out|away',
  'your? message|email|mail could not be delivered',
  'delivery to the following recipient|recipients failed',
  'ich bin ... nicht im buro',
  'ich bin ... abwesend',
  'ich bin ... nicht erreichbar',
  'diese nachricht|mail wurde automatisch erstellt|generiert|versendet',
  'je suis ... absent|absente',
  'ceci est un message|reponse automatique',
  'estare|estoy fuera de la? oficina',
  'este es un mensaje automatico',
])
// "My automatic reply does not work" is written by a person.
const titles = cueList(['automatic|automated|auto reply|response', 'out of the? office', 'abwesenheitsnotiz', 'automatische antwort'])
const OPENING_WORDS = 12

/** The words by which a message shows that a machine wrote it (an absence notice, a bounce), or undefined where a person did. */
export function automaticOpening(text: string): CueMatch | undefined {
  const opening = foldText(text.slice(0, 400)).split(' ').slice(0, OPENING_WORDS + 8).join(' ')
  const title = findCues(`${opening} `, titles).find((match) => match.index === 0)
  return title ?? findCues(`${opening} `, openings).find((match) => opening.slice(0, match.index).split(' ').length <= OPENING_WORDS)
}
