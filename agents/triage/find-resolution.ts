import { remember } from '../remember.ts'
import type { EntityMention } from './entity-mention.ts'

/** What a customer can ask for. */
export type ResolutionKind = 'refund' | 'replacement' | 'callback' | 'cancellation' | 'information' | 'fix' | 'upgrade' | 'discount' | 'escalation'

/** A place where a resolution is asked for, or turned down. */
export type ResolutionCue = EntityMention & { readonly kind: 'requestedResolution'; readonly value: ResolutionKind; readonly isWanted: boolean; readonly strength: number }

type Rule = { readonly kind: ResolutionKind; readonly strength: number; readonly pattern: RegExp }

const want = String.raw`(?:i|we|id|wed)?(?: (?:would|just|really|only|still|now|hereby)){0,3}(?: ?(?:want|wants|need|wish|demand|request|require|prefer|expect|insist on|like|love|like to (?:have|get)|ask(?:ing)? for|get|am asking for|looking for|'d like))`
const may = String.raw`(?:can|could|may|would|will|please|kindly|how (?:do|can) i|how can we|i (?:want|need|wish|would like) to|we (?:want|need|wish|would like) to|i'd like to|would it be possible to|is it possible to|let me|help me(?: to)?|you (?:should|must|have to)|why (?:don't|dont|can't) you(?: just)?|can't you(?: just)?|cant you|just|and|then|or|,|;|^|[.!?] )`

function rule(kind: ResolutionKind, strength: number, ...sources: readonly string[]): readonly Rule[] {
  return sources.map((source) => ({ kind, strength, pattern: new RegExp(source, 'g') }))
}

// Texts are compared in small letters without accents; every pattern is bounded.
const rules: readonly Rule[] = [
  ...rule('refund', 3, String.raw`\b${want} (?:a |an |my |the |full |partial |complete |immediate ){0,3}(?:refund|money back|reimbursement)\b`, String.raw`\bgive me (?:just )?(?:a |my |the )?(?:full )?(?:refund|money back)\b`, String.raw`\bgive (?:me |us )?back (?:my |the )?(?:money|[\w$€£.,]*\d[\w.,]*)`, String.raw`${may} ?(?:you )?(?:please |just |kindly |then ){0,3}(?:refund|reimburse)\b(?! (?:policy|button|page|form|process|request|status))`, String.raw`\b(?:want|get|have|need) (?:my|our|the) money back\b`, String.raw`\breverse (?:the|this|that) (?:charge|payment)\b`, String.raw`\brefund (?:me|us|my|the full|please)\b`, String.raw`\bjust (?:give me )?(?:a )?refund\b`, String.raw`\b(?:geld zuruck|ruckerstattung|erstatten sie|erstattet|ruckzahlung)\b`, String.raw`\b(?:rembourse[rz]?|etre rembourse|remboursement)\b`, String.raw`\b(?:reembols\w+|devuelvan (?:el|mi) dinero|devolver (?:el|mi) dinero|devolucion del dinero)\b`, String.raw`\b(?:rimbors\w+|terugbetal\w+|geld terug|reembolso)\b`),
  ...rule('replacement', 3, String.raw`\b${want} (?:a |an |the |another |full ){0,3}(?:replacement|new one|exchange|substitute)\b`, String.raw`\b(?:a|an|the) (?:replacement|exchange)\b(?= ?(?:please|instead|\?|unit|for|$|[.!]))`, String.raw`${may} ?(?:you )?(?:please |just ){0,3}(?:replace|exchange|swap) (?:it|this|that|them|my|our|the|these|those|mine|one|for)\b`, String.raw`\bsend (?:me |us )?(?:another one|a new one|a replacement|a new)\b`, String.raw`\b(?:need|want) (?:it|this|that|them) (?:exchanged|replaced|swapped)\b`, String.raw`\bto (?:swap|exchange)\b`, String.raw`\b(?:umtauschen|umtausch|ersatzgerat|ersatzlieferung|austauschen)\b`, String.raw`\b(?:echanger|remplacer|remplacement|reemplazo|reemplazar|cambiarlo|sostituzione|sostituire|vervanging|omruilen)\b`),
  ...rule('callback', 3, String.raw`\b(?:please |kindly |just |could you |can you |can someone |could someone |could somebody |can somebody |someone |somebody |you )(?:please )?(?:call|phone|ring|telephone) (?:me|us)\b`, String.raw`(?:^|[.!?,;] ?)(?:call|phone|ring) (?:me|us)\b(?! (?:when|a |old|crazy|names|by))(?= ?(?:back|please|on|at|$|[.!?,]|today|tomorrow|asap|now|under))`, String.raw`\bcall (?:me |us )back\b`, String.raw`\bgive (?:me|us) a (?:ring|call|buzz)\b`, String.raw`\b${want} (?:a |the ){0,3}(?:callback|call back|call from|phone call|call)\b`, String.raw`\bcould (?:some(?:one|body)|you) (?:phone|ring|call) (?:me|us)\b`, String.raw`\b(?:rufen sie (?:mich|uns)|ruft mich|bitte um (?:einen )?ruckruf|ruckruf bitte|um ruckruf)\b`, String.raw`\b(?:rappelez[- ](?:moi|nous)|appelez[- ]moi|me rappeler|llamenme|llameme|llamame|me llamen|richiamatemi|chiamatemi|bel mij|terugbellen)\b`),
  ...rule('cancellation', 3, String.raw`${may} ?(?:you )?(?:please |just |now ){0,3}(?:cancel|terminate|unsubscribe)(?: (?:my|our|the|this|it|all))\b(?! (?:window|dialog|button))`, String.raw`${may} ?(?:you )?(?:please |just |now ){0,3}(?:close|delete|end|stop) (?:my|our|the|this) (?:\w+ )?(?:subscription|account|membership|plan|order|booking|contract|policy|service|reservation|trial|renewal)\b`, String.raw`\bcancel (?:my|our|order)\b`, String.raw`\b(?:close|delete) (?:my|our) account\b`, String.raw`\bstop my (?:membership|subscription|plan|contract)\b`, String.raw`\b${want} (?:a |the ){0,3}cancellation\b`, String.raw`\b(?:do not|don't|dont) renew\b`, String.raw`\b(?:terminate|cancel) it\b`, String.raw`\bno longer want (?:this|the|your) (?:service|subscription|plan)\b`, String.raw`\b(?:kundige|kundigen|kundigung|stornieren|storniert bitte)\b`, String.raw`\b(?:resilier|annuler ma|annuler mon|darme de baja|dar de baja|cancelar (?:mi|el|la)|disdire|annullare|opzeggen|annuleren)\b`),
  ...rule('upgrade', 3, String.raw`\b(?:upgrade|move|switch|change) (?:me |us |my \w+ |our \w+ )?to (?:a |an |the |your )?(?:\w+ )?(?:bigger |higher |larger |pro |premium |enterprise |business |plus |ultimate )+(?:plan|tier|version|package|subscription|account)?`, String.raw`\b${want} (?:to upgrade|an upgrade)\b`, String.raw`\bupgrade (?:my|our) (?:plan|account|subscription)\b`, String.raw`\bauf (?:premium|pro|business|enterprise|plus)\b[^.!?]{0,20}\b(?:wechseln|upgraden|umsteigen)\b`),
  ...rule('discount', 3, String.raw`\b${want} (?:a |an |some |any |the ){0,3}(?:discount|compensation|voucher|price reduction|rebate|goodwill)\b`, String.raw`\b(?:is there|do you (?:have|offer|give)|can i get|could i get|can we get|could we get|any chance of)(?: (?:a|an|any|some))?(?: \w+)? discount\b`, String.raw`\b(?:gibt es|haben sie|bekomme ich|bekommen wir)[^.!?]{0,20} (?:rabatt|nachlass)\b`, String.raw`\b(?:une remise|un descuento|uno sconto|korting)\b`),
  ...rule('escalation', 4, String.raw`\b(?:speak|talk|escalate)(?: this)?(?: (?:to|with))? (?:a|an|the|your|my)? ?(?:manager|supervisor|boss|superior|team lead|someone in charge|head of)\b`, String.raw`\b(?:file|make|lodge|submit|raise) (?:a|an|my) (?:formal |official )?complaint\b`, String.raw`\bthis is a (?:formal |official )?complaint\b`, String.raw`\bescalate (?:this|it|my)\b`, String.raw`\b(?:mich|uns) beschweren\b`, String.raw`\b(?:porter plainte|une reclamation|poner una queja|una queja|reclamo formale|klacht indienen)\b`, String.raw`\b(?:my lawyer|legal action|ombudsman)\b`),
  ...rule('fix', 2, String.raw`\b(?:please|just|kindly|can you|could you|you|to|and|will you|would you)(?: please| just)? (?:fix|repair|restore|unlock|reactivate|resolve|reset|correct|solve|re-enable|reopen) (?!a manager)(?:it|this|that|my|the|our|these)\b`, String.raw`\b(?:get|getting|make|have) (?:it|this|them|the \w+|my \w+) (?:working|running|work|run|fixed|repaired)\b`, String.raw`\b(?:can|could) (?:you|this|it|someone) (?:please )?(?:be )?(?:fix|repair|fixed|repaired)\b`, String.raw`\bplease help\b`, String.raw`\b(?:beheben sie|reparieren|bitte um hilfe|bitte helfen|funktionstuchtig)\b`, String.raw`\b(?:reparer|reparar|arreglar|riparare|repareren|pouvez[- ]vous corriger)\b`),
  ...rule('information', 1, String.raw`(?:^|[.!?,] ?)(?:hi |hello |and |so |but )?(?:what|when|where|which|how (?:long|much|many|often|far|soon)|who|does|do you|are there|is there|is it possible|is the|are the|is this|will the|how do i|how can i|can i|may i)\b[^.!]{2,160}\?`, String.raw`\b(?:can|could|would) you (?:please )?(?:tell|inform|explain|confirm|let me know|send me (?:the )?(?:details|information))\b`, String.raw`\bi(?: would|'d)? (?:like|want|love) to know\b`, String.raw`\bi was wondering\b`, String.raw`\b(?:konnten|konnen) sie mir (?:bitte )?(?:sagen|mitteilen|erklaren)\b`, String.raw`\b(?:pouvez|pourriez)[- ]vous me dire\b`, String.raw`\b(?:me gustaria saber|podria decirme|vorrei sapere|graag wil ik weten|kunt u mij vertellen)\b`),
]

const negation = /(?:\b(?:not|no|never|neither|nor|without|dont|don't|doesn't|didn't|won't|wouldn't|isn't|wasn't|haven't|hasn't|instead of|rather than|stop|nicht|kein|keine|keinen|nie|ohne|pas|jamais|sans|tampoco|niet|geen|non)\b)[^.!?,;]{0,40}$/
const question = /(?:\bwhy (?:do not|dont|don't|can't|cannot|not)|\bcan'?t you|\bcould(?: not|n'?t) you|\bno longer)[^.!?,;]{0,24}$/
const alreadyHad = /\b(?:got|received|thanks for|thank you for|denied|issued|already had)(?: (?:my|the|a|your|this)){0,3}\s*$/
const negatedAfter = /^ ?(?:is |was )?(?:not (?:needed|necessary|required|wanted)|isn't needed|unnecessary)/

/** Every place where a text asks for a resolution or turns one down, in order. */
export const locateResolutions = remember((text: string): readonly ResolutionCue[] => {
  const folded = evenFold(text)
  return rules
    .flatMap(({ kind, strength, pattern }) =>
      [...folded.matchAll(pattern)].flatMap((match): readonly ResolutionCue[] => {
        const lead = /^[\s.,;!?]*/.exec(match[0])?.[0].length ?? 0
        const start = match.index + lead
        const end = match.index + match[0].length
        const before = folded.slice(Math.max(0, start - 60), start)
        const own = folded.slice(start, end)
        if (alreadyHad.test(before)) return []
        const renews = /renew|no longer/.test(own)
        const isNegated = !renews && ((negation.test(before) && !question.test(before) && !/^(?:i|we|id|wed) /.test(own)) || /\b(?:do not|dont|don't|never) (?:want|need|wish|like|ask|expect)/.test(own) || negatedAfter.test(folded.slice(end, end + 24)))
        return [{ kind: 'requestedResolution', value: kind, start, end, isWanted: !isNegated, strength }]
      }),
    )
    .sort((one, other) => one.start - other.start || other.strength - one.strength)
})

/** What a text asks for most plainly; undefined where it asks for nothing, or only says what it does not want. */
export function findResolution(text: string): ResolutionCue | undefined {
  const cues = locateResolutions(text)
  const refused = new Set(cues.filter((cue) => !cue.isWanted).map((cue) => cue.value))
  const wanted = cues.filter((cue) => cue.isWanted && !(refused.has(cue.value) && cue.strength < 3))
  return wanted.reduce<ResolutionCue | undefined>((best, cue) => (best === undefined || cue.strength > best.strength ? cue : best), undefined)
}

/** Small letters without accents, place for place, so that offsets stay. */
function evenFold(text: string): string {
  const lower = text.toLowerCase()
  const even = lower.length === text.length ? lower : [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('')
  return even.replace(/[’‘`´]/g, "'").replace(/[\u00e0-\u024f]/g, (letter) => letter.normalize('NFKD').charAt(0))
}
