import { foldedWords } from './fold-text.ts'
import { remember } from './remember.ts'

const stopWords = new Set(
  (
    'a an and are as at be been but by can could do does did for from get had has have he her his how i if in into is it its just like me my no not now of on or our out please she so some than thank thanks that the their them then there they this to too up us was we were what when where which who why will with would you your hello hi dear hey regards ' +
    'der die das ein eine einen einem einer und oder aber ich du er sie es wir ihr mich mir mein meine sich ist sind war hat haben wird nicht kein mit von zu zum zur auf aus bei fur im in am an als auch wie was wenn dass bitte danke hallo ' +
    'le la les un une des du de et ou mais je tu il elle nous vous ils mon ma mes ce cette est sont pas ne que qui pour par sur dans avec au aux en plus bonjour merci ' +
    'el los las una unos del y o pero yo mi mis su es son no que con por para en al lo se me te hola gracias'
  ).split(' '),
)

/** The words of a text that carry its meaning, folded and without their commonest endings, each once. */
export const contentWords = remember(
  (text: string): ReadonlySet<string> => new Set(foldedWords(text).filter((word) => word.length > 1 && !stopWords.has(word)).map(stem)),
)

// Rough on purpose: it only has to make "resetting", "resets" and "reset" meet, in four languages.
function stem(word: string): string {
  if (word.length < 5) return word
  const short = word.replace(/(?:ations?|ements?|ingly|ing|edly|ed|ies|es|s|en|er|em|e|ly)$/, '')
  const base = short.length < 3 ? word : short
  return /([bdfglmnprt])\1$/.test(base) ? base.slice(0, -1) : base
}
