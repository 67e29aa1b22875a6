/** A phrase that means something, found in a folded text. */
export type CueMatch = { readonly text: string; readonly index: number }

/** A list of phrases, ready to be looked for in folded texts. */
export type CueList = readonly RegExp[]

/**
 * Compiles phrases into a cue list. A phrase is a row of folded words; `a|b` is either, `word?` may be missing, `begin*` is any word
 * that begins so, `...` stands for up to three words of the same clause, and `<end>` for the end of a clause.
 */
export function cueList(phrases: readonly string[]): CueList {
  return phrases.map((phrase) => new RegExp(` ${phrase.split(' ').map(tokenPattern).join('')}`, 'g'))
}

function tokenPattern(token: string): string {
  if (token === '...') return '(?:[^ .,?!]+ ){0,3}'
  if (token === '<end>') return '(?:[.,?!] |$)'
  const optional = token.endsWith('?')
  const words = (optional ? token.slice(0, -1) : token).split('|').map((word) => (word.endsWith('*') ? `${word.slice(0, -1)}[^ .,?!]*` : word))
  return optional ? `(?:(?:${words.join('|')}) )?` : `(?:${words.join('|')}) `
}

/** Every place where a cue of the list stands in the folded text, in the order of the list. */
export function findCues(folded: string, cues: CueList): readonly CueMatch[] {
  return cues.flatMap((cue) => {
    // Most cues are absent, and a search costs a third of a match.
    if (folded.search(cue) < 0) return []
    return [...folded.matchAll(cue)].map((match) => ({ text: match[0].trim(), index: match.index }))
  })
}

const negations = cueList([
  'not|no|never|without|dont|doesnt|didnt|wont|cant|cannot|isnt|wasnt|arent|havent|hasnt|couldnt|wouldnt|neither|nor|stop',
  'nicht|kein|keine|keinen|keinem|keiner|nie|ohne|niemals',
  'pas|jamais|sans|aucun|aucune|ni',
  'nunca|jamas|sin|ningun|ninguna|tampoco',
])

/** Whether one of the five words before a match, in the same clause, negates it. */
export function isNegated(folded: string, match: CueMatch): boolean {
  const clause = folded.slice(0, match.index + 1).split(/ [.,?!] /).at(-1) ?? ''
  const before = ` ${clause.trim().split(' ').slice(-5).join(' ')} `
  return findCues(before, negations).length > 0
}
