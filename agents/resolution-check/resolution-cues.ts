import { type CueMatch, cueList, findCues, isNegated } from '../find-cues.ts'
import { foldedWords, foldText } from '../fold-text.ts'

/** What a reply says about whether the problem is solved: the words found for each kind of sign. */
export type ResolutionSigns = {
  readonly confirms: string | undefined
  readonly denies: string | undefined
  readonly thanks: string | undefined
  /** Words that hold something against the answer ("but", "unfortunately"). */
  readonly reserves: string | undefined
  /** Words that put the attempt into the future ("I will try"). */
  readonly postpones: string | undefined
  readonly asks: boolean
  readonly words: number
  readonly complains: string | undefined
}

const confirmations = cueList([
  'works|working|worked perfectly|fine|great|well|wonderfully|beautifully|correctly|now|again|like|for',
  'works|worked <end>',
  'that|this|it|which did|does|solved|fixed|worked|works|helped|resolved the|it|my|perfectly|for|great|<end>',
  'solved|fixed|resolved it|that|this|the|my|<end>',
  'is|has|been|got|now|all solved|fixed|resolved|sorted',
  'problem|issue|question|challenge is|was|has|seems|been? been? solved|fixed|resolved|gone|answered|cured',
  'this|that|it fixes|solves|cures|resolves the|it|my|this',
  'all good|set|sorted|fine now?',
  'did the trick|job',
  'that was it',
  'that helped|helps',
  'very|really|super|so helpful',
  'can|could now|again log|login|connect|send|open|use|access|see|print|sign',
  'can|could log|login|connect|send|receive|open|use|access|see|print|sign ... again',
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
  'still|again not|no|doesnt|does|isnt|cant|cannot|wont|didnt|the|having|broken|fails|failing|get|getting|happening|happens|same|down|waiting|offline',
  'still have the|this|that|same|problem|problems|issue|issues|an|a|no',
  'doesnt|dont|didnt|isnt|not|wont|never seem? to? work|working|help|helped|solve|solved|fix|fixed|resolve|resolved|answer',
  'not|never|isnt|wasnt|hasnt|arent been? solved|fixed|resolved|working|helpful',
  'dont think ... solved|fixed|resolved|works|helps',
  'i|we cannot|cant|couldnt find|see|get|open|send|log|do|locate',
  'the same problem|issue|error|thing|result|message',
  'same problem|issue|error|thing|result|message again|as|still|here|<end>',
  'no luck|change|difference|success|improvement|solution',
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

const reservations = cueList([
  'but|however|unfortunately|sadly|although|except',
  'aber|leider|jedoch|allerdings',
  'mais|malheureusement|cependant|toutefois',
  'pero|lamentablemente|desgraciadamente|desafortunadamente',
])

const postponements = cueList([
  'will|ill|shall|going to? try|test|check|see|report|attempt|look|let|keep',
  'let you know',
  'werde|probiere|versuche ... versuchen|probieren|testen|aus|melden',
  'vais|vous essayer|tester|dirai|tiens',
  'voy a probar|intentar',
  'probare|intentare',
])

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
    reserves: findCues(folded, reservations)[0]?.text,
    postpones: findCues(folded, postponements)[0]?.text,
    words: foldedWords(text).length,
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
