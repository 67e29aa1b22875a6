/** The languages that can be told apart here; `und` = cannot tell. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'sv' | 'pl' | 'cs' | 'tr' | 'id' | 'fi' | 'ro' | 'vi' | 'el' | 'ru' | 'uk' | 'ar' | 'he' | 'hi' | 'th' | 'zh' | 'ja' | 'ko' | 'und'

type Script = { readonly language: Language; readonly letters: RegExp }

// Kana before Han: Japanese is written in both.
const SCRIPTS: readonly Script[] = [
  { language: 'ja', letters: /[\u3040-\u30ff]/g },
  { language: 'ko', letters: /[\uac00-\ud7af\u1100-\u11ff]/g },
  { language: 'zh', letters: /[\u4e00-\u9fff]/g },
  { language: 'uk', letters: /[іїєґІЇЄҐ]/g },
  { language: 'ru', letters: /[\u0400-\u04ff]/g },
  { language: 'el', letters: /[\u0370-\u03ff]/g },
  { language: 'ar', letters: /[\u0600-\u06ff]/g },
  { language: 'he', letters: /[\u0590-\u05ff]/g },
  { language: 'hi', letters: /[\u0900-\u097f]/g },
  { language: 'th', letters: /[\u0e00-\u0e7f]/g },
]

const STOP_WORDS: readonly (readonly [Language, string])[] = [
  ['en', "the and to of is i it in that you for on my with not have this but be are was can do if when how what why from has after all your please as get no or we they there help thanks thank it's i'm don't can't would could been just me am so any an by does did will at still hello hi cannot where who which need want again out up now only"],
  ['de', 'der die das und ich nicht ist ein eine zu mit auf für wie bitte es sie wir den dem von auch kann habe mein meine aber wenn mehr oder nach bei im am noch werden wird hat sind war danke keine nur aus dass bin mir mich einen seit um vielen'],
  ['fr', "le la les des et je ne pas est un une que qui pour dans sur avec mon ma mes ce cette il vous nous plus comment bonjour merci ai à au du en j'ai c'est n'est suis avez votre mais ou où depuis très sont fait peut quand"],
  ['es', 'el los las y no es un una que por para con mi se en de del al lo como está hola gracias pero más muy cuando puedo tengo quiero desde este esta yo me su sus si hace ya qué todo'],
  ['it', 'il lo gli e non è un una che per con mi si di del della ho come sono questo questa ciao grazie ma più quando posso da nel alla dei anche perché mio mia tutto molto'],
  ['pt', 'o os as e não é um uma que por para com meu minha se em do da no na eu como está olá obrigado obrigada mas mais quando posso tenho desde este esta isso você já muito ao dos das'],
  ['nl', 'de het een en ik niet is van op te dat die voor met mijn aan er maar om hoe kan wat als zijn heb bij ook naar nog wel geen uit wordt worden bedankt graag deze dit hallo mij u'],
  ['sv', 'och jag inte är en ett att det som på för med min mitt av till har kan hur men om när den hej tack från vi ni du så mig eller vad alla'],
  ['pl', 'i nie jest w z na do to się że jak mam mój moja od ale czy po przez jestem dla dzień dobry proszę są już tylko kiedy mogę co dziękuję'],
  ['cs', 'a není je v na do to se že jak mám můj moje od ale po pro jsem dobrý den prosím jsou už když mohu co děkuji nejde který'],
  ['tr', 've bir bu için ile değil mi ne nasıl var yok ben benim ama çok daha gibi kadar merhaba teşekkürler olarak sonra şu hesabım'],
  ['id', 'dan yang di ke dari saya tidak ini itu untuk dengan bisa ada akan sudah apa bagaimana tolong terima kasih kami anda mohon karena'],
  ['fi', 'ja ei on se että en minun miten kun mutta niin tämä olen voi oli joka hei kiitos minä mitä jos ovat ole'],
  ['ro', 'și nu este un o că în la pe cu de mai am să care pentru din cum dar mulțumesc bună ziua sunt acest'],
  ['vi', 'và không là của tôi có được cho các một này trong với như đã bạn làm khi xin cảm ơn thể'],
]

const LANGUAGES_OF_WORD: ReadonlyMap<string, readonly Language[]> = wordTable()
const WORDS_READ = 400

/** Guesses a text's language from its script and its most common small words; deterministic, and `und` where nothing tells. */
export function guessLanguage(text: string): Language {
  const sample = text.slice(0, 20_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return 'und'
  for (const { language, letters: own } of SCRIPTS) {
    const share = (sample.match(own)?.length ?? 0) / letters
    if (share > (language === 'uk' || language === 'ja' ? 0.03 : 0.3)) return language
  }
  return guessByWords(sample)
}

function guessByWords(sample: string): Language {
  const counts = new Map<Language, number>()
  const words = sample.replace(/\u2019/g, "'").toLowerCase().match(/[\p{L}']+/gu) ?? []
  for (const word of words.slice(0, WORDS_READ)) {
    const languages = LANGUAGES_OF_WORD.get(word) ?? []
    // A word that several languages share says less about each.
    for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1 / languages.length)
  }
  let best: Language = 'und'
  let most = 0
  for (const [language] of STOP_WORDS) {
    const count = counts.get(language) ?? 0
    if (count > most) {
      best = language
      most = count
    }
  }
  return best
}

function wordTable(): ReadonlyMap<string, readonly Language[]> {
  const table = new Map<string, Language[]>()
  for (const [language, words] of STOP_WORDS) {
    for (const word of words.split(' ')) table.set(word, [...(table.get(word) ?? []), language])
  }
  return table
}

/** Whether a model that was trained on English can judge the text: it looks English, or it is too short to tell and plain Latin. */
export function looksEnglish(text: string): boolean {
  const language = guessLanguage(text)
  if (language === 'en') return true
  if (language !== 'und') return false
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const plain = text.match(/[A-Za-z]/g)?.length ?? 0
  return letters > 0 && plain === letters
}
