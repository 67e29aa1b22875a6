import { type CueMatch, cueList, findCues, isNegated } from '../find-cues.ts'
import { foldText } from '../fold-text.ts'

/** What a reply says about whether the problem is solved: the words found for each kind of sign. */
export type ResolutionSigns = {
  readonly confirms: string | undefined
  readonly denies: string | undefined
  readonly thanks: string | undefined
  readonly asks: boolean
  readonly complains: string | undefined
}

const confirmations = cueList([
  'works|working|worked|works perfectly|fine now|again|perfectly|great|fine|well|like',
  'works|worked <end>',
  'that|this|it|which did|does|solved|fixed|worked|works|helped|resolved the|it|my|perfectly|for|great|<end>',
  'solved|fixed|resolved it|that|this|the|my|<end>',
  'is|has|been|got|now|all solved|fixed|resolved|sorted',
  'problem|issue|question solved|fixed|resolved|gone|answered',
  'all good|set|sorted|fine now?',
  'did the trick|job',
  'that was it',
  'that helped|helps',
  'very|really|super|so helpful',
  'can|could now|again log|login|connect|send|open|use|access|see|print|sign',
  'able to ... now|again',
  'up and running',
  'you can|may close this|the|my',
  'please close this|the|my',
  'perfect|excellent|brilliant <end>',
  'funktioniert|klappt|lauft|geht jetzt|wieder|nun|prima|super|perfekt|einwandfrei|alles',
  'jetzt|nun funktioniert|klappt|lauft|geht',
  'hat geklappt|funktioniert|geholfen',
  'problem ... gelost|behoben|erledigt',
  'ist|hat sich erledigt|gelost',
  'alles gut|bestens|klar|erledigt|ok',
  'ca|cela|tout marche|fonctionne maintenant|bien|parfaitement|nouveau|a|<end>',
  'probleme|souci ... resolu|regle',
  'c est bon|regle|resolu|parfait|reussi',
  'ca a marche|fonctionne',
  'ya funciona|esta|puedo|pude|quedo',
  'funciona bien|perfectamente|ahora|correctamente|<end>',
  'problema ... resuelto|solucionado|arreglado',
  'solucionado|resuelto|arreglado <end>',
])

const denials = cueList([
  'still|again not|no|doesnt|does|isnt|cant|cannot|wont|didnt|the|having|have|broken|fails|failing|get|getting|happening|happens|same|down|waiting|offline',
  'doesnt|does|dont|didnt|did|isnt|not|wont|never not? work|working|help|helped|solve|solved|fix|fixed|resolve|resolved|answer',
  'not|never|isnt|wasnt|hasnt|arent been? solved|fixed|resolved|working|helpful|the|what',
  'same problem|issue|error|thing|result|message',
  'no luck|change|difference|success|help|improvement|solution',
  'problem|issue|error persists|remains|continues|returned',
  'is|came|its back again',
  'happened|happening|happens again',
  'stopped working',
  'tried that|this|it|all|everything|already ...  but|nothing|already|without',
  'already tried|done|did that|this|it|all',
  'made it worse',
  'even worse',
  'not what i asked|need|needed|meant',
  'wrong answer|article|link',
  'immer noch|wieder nicht|das|ein|kein|keine|der|dasselbe|problem|fehler',
  'noch immer|nicht',
  'funktioniert|klappt|geht|lauft ... nicht',
  'nicht geholfen|gelost|geklappt|funktioniert',
  'hilft ... nicht',
  'gleiche|gleicher|selbe|derselbe fehler|problem',
  'toujours pas|le|la|aucun|en',
  'ne marche|fonctionne|resout|m ... pas',
  'meme probleme|erreur',
  'n a pas|rien marche|fonctionne|change|resolu|aide',
  'sigue|siguen|continua sin|el|igual|fallando|pasando|dando',
  'todavia|aun no|sigue',
  'no funciona|funciono|ha|me|se|sirve|sirvio ...',
  'mismo problema|error',
])

const thanks = cueList([
  'thank you|u|god|goodness',
  'thanks|thx|thankyou|cheers|ty',
  'much|really appreciated|appreciate',
  'appreciate it|your|the',
  'danke|dank|dankeschon|merci|gracias|bedanke',
])

// "Thanks in advance" thanks for help that has yet to come.
const advance = cueList(['in advance|anticipation', 'im voraus|vorraus', 'd avance', 'de antemano', 'por adelantado'])

const complaints = cueList([
  'useless|ridiculous|unacceptable|terrible|awful|horrible|pathetic|joke|disappointed|disappointing|frustrated|frustrating|annoying|annoyed|angry|furious|worst',
  'waste of time',
  'fed up',
  'unverschamt*|unmoglich|enttausch*|argerlich|frech*|katastrophe|frustrier*',
  'inadmissible|inacceptable|decu|decue|nul|honteux|scandaleux|enerv*',
  'inaceptable|decepcion*|pesimo|pesima|horrible|verguenza|harto|harta',
])

/** The signs of a solved or unsolved problem in a customer's reply. */
export function resolutionSigns(text: string): ResolutionSigns {
  const folded = foldText(text)
  const denies = findCues(folded, denials).find((match) => !isConditional(folded, match))
  const confirms = findCues(folded, confirmations).find((match) => !isNegated(folded, match) && !isConditional(folded, match))
  const advanceThanks = findCues(folded, advance).length > 0
  const complains = findCues(folded, complaints).find((match) => !isNegated(folded, match))
  return {
    confirms: confirms?.text,
    denies: denies?.text,
    thanks: advanceThanks ? undefined : findCues(folded, thanks).find((match) => !isNegated(folded, match))?.text,
    asks: folded.includes(' ? '),
    complains: complains?.text,
  }
}

const conditions = cueList(['if|unless|until|whether|once|when|hopefully|should|wenn|falls|sobald|ob|si|cuando|quand'])

// "If it works now I will tell you" confirms nothing.
function isConditional(folded: string, match: CueMatch): boolean {
  const clause = folded.slice(0, match.index + 1).split(/ [.,?!] /).at(-1) ?? ''
  return findCues(` ${clause.trim().split(' ').slice(-6).join(' ')} `, conditions).length > 0
}
