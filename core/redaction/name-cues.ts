import type { Word } from './words-of.ts'

/** Phrases of folded words, ready to be looked for from a word on. */
export type PhraseList = ReadonlyMap<string, readonly (readonly string[])[]>

function phrases(lines: string): PhraseList {
  const byFirst = new Map<string, (readonly string[])[]>()
  for (const phrase of lines.split('|').map((line) => line.trim().split(/\s+/))) {
    const first = phrase[0] ?? ''
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase].sort((one, other) => other.length - one.length))
  }
  return byFirst
}

/** How many words the longest phrase of a list takes that starts at a word; 0 where none does. */
export function phraseLength(words: readonly Word[], at: number, list: PhraseList): number {
  const found = (list.get(words[at]?.low ?? '') ?? []).find((phrase) => phrase.every((part, offset) => words[at + offset]?.low === part && (offset === 0 || /^[ \u00a0]{1,2}$|^['’]s $/.test(words[at + offset]?.gap ?? ''))))
  return found?.length ?? 0
}

/** Words that open a letter, after which a name comes. */
export const greetings = phrases(
  'dear|dearest|hi|hello|hey|hiya|greetings|good morning|good afternoon|good evening|good day|morning|hallo|liebe|lieber|liebes|sehr geehrte|sehr geehrter|geehrte|geehrter|guten tag|guten morgen|guten abend|servus|moin|gruss gott|bonjour|bonsoir|salut|cher|chere|coucou|hola|estimado|estimada|querido|querida|buenos dias|buenas tardes|buenas|ciao|salve|gentile|egregio|caro|cara|buongiorno|buonasera|ola|oi|bom dia|boa tarde|prezado|prezada|beste|geachte|hoi|dag|goedemorgen|goedemiddag|hej|hei|kara|kare|basta|kjaere|czesc|dzien dobry|szanowny|szanowna|dobry den|ahoj|dobar dan|zdravo|merhaba|sayin|selam|buna ziua|draga|tere|moi|namaste|salam|assalamu alaikum|hi there|hello there|hi again|hello again',
)

/** Titles, after which a name comes; written with a capital. */
export const titles: ReadonlySet<string> = new Set(
  'mr mrs ms mx miss mister missus messrs dr prof professor rev sir madam frau herr herrn fraulein dipl ing mag monsieur madame mademoiselle mme mlle mm maitre senor senora senorita sr sra srta dona signor signora signorina sig sigra dott dottssa dottoressa ing avv dhr mevr meneer mevrouw mw heer pani pana panie hr fr doamna domnul bay bayan'.split(' '),
)

/** What a writer says before giving the own name. */
export const nameFollows = phrases(
  'in the name of|auf den namen|au nom de|a nombre de|a nome di|op naam van|em nome de|my name is|my name|my full name is|the name is|the name on the account is|the account holder is|name is|i am called|they call me|call me|mein name ist|mein name|mein name lautet|ich heisse|je mappelle|je me nomme|mon nom est|mon nom cest|me llamo|mi nombre es|mi chiamo|il mio nome e|mijn naam is|ik heet|meu nome e|o meu nome e|chamo-me|me chamo|jag heter|mitt namn ar|jeg heter|jeg hedder|mit navn er|nimeni on|nazywam sie|mam na imie|jmenuji se|volam sa|numele meu este|ma numesc|zovem se|benim adim|adim',
)

/** Words before the own name that can stand before anything else too. */
export const nameMayFollow = phrases('this is|this|i am|im|its|it is|it|hier ist|hier spricht|hier schreibt|hier|ich bin|je suis|ici|cest|soy|aqui|sono|ik ben|eu sou|aqui e|jag ar|det ar|jeg er|jestem|on behalf of|signed|sincerely yours|speaking with|spoke with|spoke to|spoken to|spoken with|talked to|talked with|talking to|speaking to|chatted with|met with|met|asked for|thanks to|named|called|colleague|coworker|technician|representative|advisor|adviser|tenant|neighbour|neighbor|nurse|driver|wife|husband|son|daughter|mother|father|brother|sister|boss|friend|assistant|kollege|kollegin|kollegen|mann|sohn|tochter|chef|chefin|techniker|collegue|mari|femme|fils|fille|marido|esposa|hijo|hija|marito|moglie|figlio|figlia')

/** Those of the words above that make a person likely enough, whatever the name. */
export const personWords: ReadonlySet<string> = new Set('wife husband son daughter mother father brother sister colleague coworker technician representative advisor adviser boss kollege kollegin kollegen sohn tochter techniker'.split(' '))

/** What ends a letter, after which the writer signs. */
export const closings = phrases(
  'regards|kind regards|kindest regards|best regards|warm regards|warmest regards|many regards|with regards|with kind regards|with best regards|rgds|brgds|br|kr|best|best wishes|with best wishes|with warm wishes|with warm regards|with thanks|with many thanks|with gratitude|a million thanks|thanks a million|all the best|all best|warmly|thanks|thank you|thanks again|thanks so much|thanks a lot|many thanks|thanks and regards|thanks in advance|thank you in advance|thx|ty|tia|cheers|sincerely|sincerely yours|yours sincerely|yours truly|yours faithfully|yours|faithfully|respectfully|cordially|take care|love|xoxo|hope to hear from you soon|looking forward to your reply|signed|mit freundlichen grussen|mit freundlichem gruss|freundliche grusse|mit besten grussen|mit freundlichen gruessen|viele grusse|viele gruesse|liebe grusse|liebe gruesse|beste grusse|beste gruesse|schone grusse|herzliche grusse|grusse|gruesse|gruss|lieben gruss|schonen gruss|lg|mfg|vg|bg|danke|vielen dank|danke im voraus|besten dank|herzlichen dank|hochachtungsvoll|cordialement|bien cordialement|bien a vous|salutations|salutations distinguees|merci|merci davance|merci beaucoup|bonne journee|amicalement|saludos|un saludo|saludos cordiales|un cordial saludo|atentamente|gracias|muchas gracias|cordialmente|cordiali saluti|distinti saluti|saluti|grazie|grazie mille|un saluto|met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|groet|groeten|groetjes|mvg|bedankt|dank|alvast bedankt|obrigado|obrigada|atenciosamente|cumprimentos|com os melhores cumprimentos|abracos|abraco|att|med vanlig halsning|med vanliga halsningar|vanliga halsningar|mvh|hilsen|venlig hilsen|med venlig hilsen|hilsner|vennlig hilsen|terveisin|ystavallisin terveisin|pozdrawiam|z powazaniem|s pozdravem|dekuji|multumesc|cu stima|pozdrav|saygilarimla|tesekkurler|iyi gunler',
)

/** Words at the end of a line before a colon, after which a name stands. */
export const nameLabels: ReadonlySet<string> = new Set(
  'name names surname firstname lastname fullname username-real customer contact holder cardholder recipient passenger guest patient attn attention kunde kundin kundenname ansprechpartner vorname nachname kontoinhaber kontakt nom prenom titulaire nombre apellido apellidos titular nome cognome naam contactpersoon signed from to cc sender von an requester caller employee assignee reporter tenant student parent beneficiary payee'.split(' '),
)

/** Words inside a family name. */
export const particles: ReadonlySet<string> = new Set('van von der den de da di del della dello la le du des dos das do bin al el ten ter zu zur vom af av y ben ibn'.split(' '))

/** What after a name shows that it is a company, a place or a street. */
export const nonPersonSuffixes: ReadonlySet<string> = new Set(
  'street st road rd avenue ave boulevard blvd square university hospital airport county college school church gmbh ag kg inc ltd llc corp plc sa sarl srl bv ab oy as group holding holdings bank foundation institute edition theme prize award station stadium museum park bridge strasse platz allee weg'.split(' '),
)

/** What before a name shows that it is a place. */
export const placePrefixes: ReadonlySet<string> = new Set('san santa santo saint st port lake mount fort cape new north south east west los las el rue via calle avenida plaza place avenue'.split(' '))

const cueWords: ReadonlySet<string> = new Set([...greetings.keys(), ...titles, ...nameFollows.keys(), ...nameMayFollow.keys(), ...closings.keys(), ...nameLabels])

/** Whether a folded word can begin anything that leads to a name. */
export function isCueWord(word: string): boolean {
  return cueWords.has(word)
}
