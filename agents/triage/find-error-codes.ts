import { type EntityMention, valuesOf, withoutOverlaps } from './entity-mention.ts'

const httpNames: Readonly<Record<string, RegExp>> = {
  400: /^bad request/i,
  401: /^unauthori[sz]ed/i,
  403: /^forbidden/i,
  404: /^not found/i,
  408: /^request time-?out/i,
  429: /^too many requests/i,
  500: /^internal server error/i,
  502: /^bad gateway/i,
  503: /^service unavailable/i,
  504: /^gateway time-?out/i,
}

const codeWords = String.raw`(?:error|err|fault|fehler|erreur|errore|fout|exception)(?:[ -]?(?:code|number|nummer|no\.?|nr\.?|num\.?|message|meldung|id))?|stop[ -]?code|exit[ -]?code|return[ -]?code|code d'erreur|c[óo]digo de error|codice errore|foutcode|fehlercode|fehlernummer|errorcode|error-code|felkod|kod b[łl][ęe]du`

// Each pattern names the code in group 1; `prefix` is what the value carries before it.
const patterns: readonly { readonly pattern: RegExp; readonly prefix?: string }[] = [
  // Longer ones are addresses in memory.
  { pattern: /(?<![\w-])(?<!(?:id|address|offset|addr|base|[re]?[a-ds]\w|r\d+): ?)(0x[0-9a-f]{4,8})(?![\w-])/gi },
  { pattern: /(?<![\w-])((?:ERR|ERROR|FEHLER|ORA|PLS|TNS|SQL|TS|CS|CVE|F|E)[-_]\d{2,6}(?:-\d{1,6})?)(?![\w-])/gi },
  { pattern: /(?<![\w-])(E\d{2,5})(?![\w-])/g },
  { pattern: /(?<![\w-])(AADSTS\d{4,7}|SQL\d{4,5}[NWC]|(?:ORA|PLS|TNS|DB2|LNK|MSB|NU|CS|TS|BC|C)\d{4,5})(?![\w-])/g },
  // Names in capitals that say themselves that something went wrong.
  { pattern: /(?<![\w-])((?:[A-Z][A-Z0-9]{0,20}_){0,6}(?:ERR|ERROR|EXC|EXCEPTION|STATUS|FAULT|FAILURE|FAILED|DENIED|NXDOMAIN|TIMEOUT|TIMED|REFUSED|RESET|INVALID|VIOLATION|DIED|UNREACHABLE|LESS)(?:_[A-Z0-9]{1,20}){1,8}|(?:[A-Z][A-Z0-9]{0,20}_){1,8}(?:ERR|ERROR|EXCEPTION|FAULT|FAILURE|FAILED|DENIED|NXDOMAIN|TIMEOUT|REFUSED|RESET|INVALID|VIOLATION|DIED|UNREACHABLE|EQUAL|EXPIRED|MISMATCH))(?!\w)/g },
  { pattern: /(?<![\w-])(E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|NOENT|ACCES|PERM|HOSTUNREACH|NETUNREACH|ADDRINUSE|PIPE|NOTFOUND|EXIST|MFILE|NOSPC|AI_AGAIN))(?!\w)/g },
  { pattern: /(?<![\w-])https?(?:[ /-](?:status|error|code|fehler|response)){0,3}[ :/-]{0,3}([45]\d\d)(?!\d)/gi, prefix: 'HTTP ' },
  { pattern: /(?<![\w-])status(?: ?code)?[ :]{0,3}([45]\d\d)(?!\d)/gi, prefix: 'HTTP ' },
  { pattern: /(?<![\w-])sqlstate(?: is|:|=)?[ [(:=]{0,3}([0-9A-Z]{5})(?!\w)/gi, prefix: 'SQLSTATE ' },
  { pattern: new RegExp(String.raw`(?<![\w-])(?:${codeWords})(?: (?:is|was|lautet|ist|es|est|with))?[ :#=]{1,3}["'([]?((?=[A-Z0-9_-]{0,22}\d)[A-Z0-9][A-Z0-9_-]{0,22})(?![\w-]|[.,:]\d)`, 'gi') },
  { pattern: /(?<![\w-])smtp(?: (?:error|code|response|status)){0,3}[ :]{0,3}([45]\d\d)(?!\d)/gi },
  { pattern: /(?<![\w-])([A-Z]{2,5}-\d{3,6})(?= (?:error|fehler|erreur)(?!\w))/g },
  // Appliances show a letter and a number.
  { pattern: /(?:shows?|displays?|stops with|code|zeigt|meldet|affiche|and|und|then|,) ((?:[EFHU]|Er|Err) ?\d{1,3})(?![\w-]|[.,]\d)/g },
]

const units = /^ ?(?:times?|x|mal|fois|veces|minutes?|hours?|days?|weeks?|months?|years?|seconds?|stunden|tagen?|wochen|minuten|users?|people|buttons?|items?|files?|rows?|%|€|\$|£|eur|usd|gb|mb|kb|ms)(?!\w)/i

/** Where a text names error codes. */
export function locateErrorCodes(text: string): readonly EntityMention[] {
  const found: EntityMention[] = []
  for (const { pattern, prefix } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const code = match[1]
      if (code === undefined) continue
      const end = match.index + match[0].lastIndexOf(code) + code.length
      const start = isNamedByPrefix(match[0], prefix) ? match.index : end - code.length
      if (/^\d{4}-\d{2}-\d{2}$/.test(code) || (/^\d{1,3}$/.test(code) && units.test(text.slice(end, end + 12))) || (/^\d$/.test(code) && !/code/i.test(match[0]))) continue
      found.push({ kind: 'errorCode', value: `${prefix ?? ''}${code}`, start, end })
    }
  }
  for (const match of text.matchAll(/(?<![\w.#-])([45]\d\d)[ :-]{1,3}/g)) {
    const code = match[1] ?? ''
    const end = match.index + match[0].length
    if (httpNames[code]?.test(text.slice(end, end + 30)) === true) found.push({ kind: 'errorCode', value: `HTTP ${code}`, start: match.index, end: match.index + code.length })
  }
  return withoutOverlaps(preferred(found))
}

/** The error codes that a text names, each once, in the order in which they stand: E-1042, 0x80070005, HTTP 500, ERR_NETWORK. */
export function findErrorCodes(text: string): readonly string[] {
  return codeValues(locateErrorCodes(text))
}

/** The values of error codes, each once: "500" and "HTTP 500" are one. */
export function codeValues(mentions: readonly EntityMention[]): readonly string[] {
  const values = valuesOf(mentions)
  return values.filter((code, place) => values.findIndex((other) => isSameCode(other, code)) === place)
}

// "HTTP 502" is the code; in "status code 502" only the number is.
function isNamedByPrefix(match: string, prefix: string | undefined): boolean {
  return prefix !== undefined && match.toLowerCase().startsWith(prefix.trim().toLowerCase())
}

// Two patterns may see the same place; the one that says more is kept.
function preferred(found: readonly EntityMention[]): readonly EntityMention[] {
  const byPlace = new Map<string, EntityMention>()
  for (const mention of found) {
    const place = `${mention.start} ${mention.end}`
    if ((byPlace.get(place)?.value.length ?? 0) < mention.value.length) byPlace.set(place, mention)
  }
  return [...byPlace.values()]
}

function isSameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || `http ${other}` === one.toLowerCase() || `http ${one}` === other.toLowerCase()
}
