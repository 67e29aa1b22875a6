/** The few words of an answer that come from no article. */
export type Phrases = { readonly greeting: string; readonly opening: string; readonly closing: string; readonly sources: string; readonly thirdParty: string; readonly pastTicket: string; readonly more: string }

const english: Phrases = {
  greeting: 'Hello,',
  opening: 'this is what our articles say about it:',
  closing: 'If this does not solve it, just reply to this message.',
  sources: 'Sources:',
  thirdParty: 'third-party source',
  pastTicket: 'a similar case that we have solved',
  more: 'The remaining steps are in the article.',
}

const byLanguage: Readonly<Record<string, Phrases>> = {
  en: english,
  de: {
    greeting: 'Guten Tag,',
    opening: 'unsere Artikel sagen dazu:',
    closing: 'Wenn das nicht hilft, antworten Sie einfach auf diese Nachricht.',
    sources: 'Quellen:',
    thirdParty: 'Quelle eines Dritten',
    pastTicket: 'ein ähnlicher Fall, den wir gelöst haben',
    more: 'Die übrigen Schritte stehen im Artikel.',
  },
  fr: {
    greeting: 'Bonjour,',
    opening: 'voici ce que disent nos articles :',
    closing: 'Si cela ne suffit pas, répondez simplement à ce message.',
    sources: 'Sources :',
    thirdParty: 'source tierce',
    pastTicket: 'un cas semblable que nous avons résolu',
    more: "Les étapes suivantes se trouvent dans l'article.",
  },
  es: {
    greeting: 'Hola:',
    opening: 'esto es lo que dicen nuestros artículos:',
    closing: 'Si esto no lo resuelve, responda a este mensaje.',
    sources: 'Fuentes:',
    thirdParty: 'fuente de terceros',
    pastTicket: 'un caso parecido que hemos resuelto',
    more: 'Los demás pasos están en el artículo.',
  },
}

/** The phrases in the language of the ticket; English where there are none. */
export function phrasesFor(language: string): Phrases {
  return byLanguage[language.slice(0, 2).toLowerCase()] ?? english
}
