import { type CueList, cueList, findCues, isNegated } from '../find-cues.ts'

/** How pressing a text says it is, from 0 (can wait) to 3 (critical). */
export type UrgencyLevel = 0 | 1 | 2 | 3

/** What a text says about its own urgency: the level and the words that say it. */
export type UrgencyCue = { readonly level: UrgencyLevel; readonly words: string }

const critical: CueList = cueList([
  'production|prod|system|systems|site|website|service|server|servers|platform|everything is|are completely|totally|all? down|offline|unavailable',
  'complete|total|major outage',
  'nobody|noone can work|login|connect|access',
  'no one can work|login|connect|access',
  'nobody|noone ... has network|internet|power|connection',
  'no one ... has network|internet|power|connection',
  'everything is dead|down|offline',
  'data breach|leak|loss',
  'we have|are been? hacked|breached',
  'smell of? burning|smoke|gas',
  'smells burnt|burned|like',
  'there is|was smoke|fire',
  'life threatening|or death',
  'system|server|website|produktion komplett|vollstandig? ausgefallen|down',
  'totalausfall',
  'niemand|keiner kann arbeiten',
  'site|serveur|systeme|service est completement? hors|en service|panne',
  'plus personne ne peut',
  'sistema|servidor|servicio|web esta? caido|caida',
  'nadie puede trabajar|acceder',
])

const high: CueList = cueList([
  'urgent|urgently|urgency',
  'asap',
  'as soon as possible',
  'immediately|immediate|emergency',
  'right away',
  'very|extremely|really important|time sensitive',
  'time critical|sensitive',
  'critical|crucial',
  'need|needs|needed this|it|help|to ... today|tonight|now',
  'by|before tonight|tomorrow|noon|midnight|monday|tuesday|wednesday|thursday|friday',
  'deadline is? today|tomorrow',
  'deadline',
  'blocked|blocking us|our|me|work|production',
  'cannot|cant do|get my|any work|job|business',
  'losing|lost money|customers|orders|business',
  'desperate|desperately',
  'dringend|eilig|eilt|notfall',
  'so schnell wie moglich',
  'schnellstmoglich*|umgehend|sofort',
  'bis heute|morgen',
  'des que possible',
  'au plus vite',
  'urgence|immediatement',
  'urgente|urgentemente|inmediatamente|emergencia',
  'cuanto antes',
  'lo antes posible',
])

const low: CueList = cueList([
  'no rush|hurry',
  'not urgent|pressing',
  'when|whenever you have|get a? time|moment|chance|minute',
  'whenever convenient|possible',
  'just curious|wondering',
  'low priority',
  'minor|small|tiny issue|question|suggestion|thing|request|detail',
  'feature request|suggestion',
  'nice to have',
  'kein|keine eile',
  'nicht eilig|dringend',
  'bei gelegenheit',
  'pas urgent|presse',
  'rien d? urgent',
  'quand vous aurez|avez le temps',
  'no es|corre urgente|prisa',
  'sin prisa',
  'cuando pueda|puedan',
])

/** The strongest sign of urgency in a folded text; words that say it can wait count only where nothing presses. */
export function urgencyCue(folded: string): UrgencyCue | undefined {
  for (const [level, cues] of [[3, critical], [2, high]] as const) {
    const found = findCues(folded, cues).find((match) => !isNegated(folded, match))
    if (found !== undefined) return { level, words: found.text }
  }
  const calm = findCues(folded, low)[0]
  return calm === undefined ? undefined : { level: 0, words: calm.text }
}

const names: readonly (readonly string[])[] = [
  ['low', 'minor', 'trivial', 'lowest'],
  ['normal', 'medium', 'moderate', 'standard', 'regular'],
  ['high', 'urgent', 'major'],
  ['critical', 'blocker', 'emergency', 'highest'],
]

/** Which level the value of an urgency scale stands for, if it is a known word. */
export function levelOfValue(value: string): UrgencyLevel | undefined {
  const levels = [0, 1, 2, 3] as const
  return levels.find((level) => names[level]?.includes(value.toLowerCase()) === true)
}

/** The value of a scale for a level; where the scale has none, the next lower one that it has. */
export function valueOfLevel(level: UrgencyLevel, values: readonly string[]): string | undefined {
  const fitting = values.flatMap((value) => {
    const own = levelOfValue(value)
    return own !== undefined && own <= level ? [{ value, own }] : []
  })
  return fitting.sort((one, other) => other.own - one.own)[0]?.value
}
