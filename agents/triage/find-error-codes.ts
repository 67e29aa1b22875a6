const httpNames: Readonly<Record<string, RegExp>> = {
  400: /bad request/i,
  401: /unauthori[sz]ed/i,
  403: /forbidden/i,
  404: /not found/i,
  429: /too many requests/i,
  500: /internal server error/i,
  502: /bad gateway/i,
  503: /service unavailable/i,
  504: /gateway time-?out/i,
}

// Each pattern names the code in group 1; `http` codes are written in one form.
const patterns: readonly { readonly pattern: RegExp; readonly http?: boolean }[] = [
  { pattern: /(?<![\w-])(0x[0-9a-f]{4,16})(?![\w-])/gi },
  { pattern: /(?<![\w-])((?:ERR|ERROR|FEHLER|ORA|SQL|TS|CVE|F|E)[-_]\d{2,6}(?:-\d{1,6})?)(?![\w-])/gi },
  { pattern: /(?<![\w-])(E\d{2,5})(?![\w-])/g },
  { pattern: /(?<![\w-])((?:ERR|EXC|STATUS)_[A-Z][A-Z0-9_]{2,40})(?!\w)/g },
  { pattern: /(?<![\w-])(E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|NOENT|ACCES|PERM|HOSTUNREACH|NETUNREACH|ADDRINUSE|PIPE|NOTFOUND))(?!\w)/g },
  { pattern: /(?<![\w-])http(?:s)?(?:[ /-](?:status|error|code|fehler))*[ :/-]*([45]\d\d)(?!\d)/gi, http: true },
  { pattern: /(?<![\w-])status(?: ?code)?[ :]*([45]\d\d)(?!\d)/gi, http: true },
  { pattern: /(?<![\w-])(?:error|err|fault|fehler|erreur|stop|exception)(?:[ -]?(?:code|number|nummer|no\.?|nr\.?|message|meldung))?(?: (?:is|was|lautet|ist|es|est))?[ :#=]*["'(]?((?=[A-Z0-9_-]*\d)[A-Z0-9][A-Z0-9_-]{1,18}[A-Z0-9])(?![\w.-]*\w)/gi },
  { pattern: /(?<![\w-])(?:code d'erreur|c[óo]digo de error|fehlercode|fehlernummer|errorcode|error-code)[ :#=]*["'(]?((?=[A-Z0-9_-]*\d)[A-Z0-9][A-Z0-9_-]{1,18})(?![\w-])/gi },
  { pattern: /(?<![\w-])([A-Z]{2,5}-\d{3,6})(?= (?:error|fehler|erreur)(?!\w))/g },
]

/** The error codes that a text names, each once, in the order in which they stand: E-1042, 0x80070005, HTTP 500, ERR_NETWORK. */
export function findErrorCodes(text: string): readonly string[] {
  const found: { readonly code: string; readonly index: number }[] = []
  for (const { pattern, http } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const code = match[1]
      if (code !== undefined) found.push({ code: http === true ? `HTTP ${code}` : code, index: match.index + match[0].indexOf(code) })
    }
  }
  for (const match of text.matchAll(/(?<![\w.-])([45]\d\d)[ :-]{1,3}/g)) {
    const code = match[1] ?? ''
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30)
    if (httpNames[code]?.test(after) === true) found.push({ code: `HTTP ${code}`, index: match.index })
  }
  const codes = new Map<number, string>()
  // Two patterns may see the same place; the one that says more is kept.
  for (const { code, index } of found) if ((codes.get(index) ?? '').length < code.length) codes.set(index, code)
  const ordered = [...codes].sort(([one], [other]) => one - other).map(([, code]) => code)
  return ordered.filter((code, place) => ordered.findIndex((other) => sameCode(other, code)) === place).slice(0, 10)
}

function sameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || `http ${other}` === one.toLowerCase() || `http ${one}` === other.toLowerCase()
}
