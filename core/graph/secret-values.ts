const placeholders = /example|sample|placeholder|dummy|change[-_]?(?:me|it)|your[-_ ]|insert[-_ ]|redacted|not[-_]?a[-_]?secret|fake|todo|xxxx|\*\*\*|\.\.\.|<[^>]{0,80}>|\$\{|\{\{|%\(|\$\(/i

/** Whether a text stands for a secret that is not there: `your-token`, `xxxx`, `${TOKEN}`. */
export function isPlaceholder(value: string): boolean {
  // Something that is mostly one character was typed to fill a place.
  return placeholders.test(value) || /([^-])\1{7}/.test(value) || /^\$[A-Za-z_]/.test(value)
}

/** Shannon entropy of a text in bits per character. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

function isWords(value: string): boolean {
  // Names of things: words, and short numbers between them; `jira-token-2`, `vault/support/jira`, `JIRA_TOKEN`.
  return value.split(/[-_./:@ ]/).every((part) => /^(?:[A-Za-z]*|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*\d{0,2}|v?\d{1,4})$/.test(part))
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const harmless = /^(?:\d[\d.,:+-]*(?:ms|s|m|h|d|%|[TZ][\d:.Z+-]*)?|0x[0-9a-f]{1,8}|sha\d{1,3}[:-].*|md5[:-].*|[A-Za-z_]\w*\(.*|[a-z][a-z0-9+.-]{1,20}:\/\/.*|[./~].*)$/i
/** A place in a store: random text with strokes has capitals. */
const place = /^[a-z0-9_-]+(?:\/[a-z0-9_.-]+)+$/

/** Whether a value behind a key such as `token` is random enough to be one. */
export function isRandomValue(value: string): boolean {
  if (value.length < 12 || isPlaceholder(value) || uuid.test(value) || harmless.test(value) || place.test(value) || isWords(value)) return false
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || !/^[A-Za-z0-9+/=_.~!@#$%^&*:-]+$/.test(value)) return false
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((each) => each.test(value)).length
  return entropyOf(value) >= 3 && (value.length >= 16 || classes === 3)
}

/** Whether a value behind a key such as `password` is one that a person may have chosen. */
export function isChosenPassword(value: string): boolean {
  if (value.length < 8 || isPlaceholder(value) || uuid.test(value) || harmless.test(value)) return false
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((each) => each.test(value)).length
  const digits = /\d/.test(value)
  // `summer-2026` may be a name; `Summer-2026!` and `hunter2hunter2` are not.
  return digits && classes >= 2 && (!isWords(value) || /[!#$%^&*+?]/.test(value))
}

/** Whether what stands where the name of a secret belongs is a secret itself. */
export function isSecretForName(value: string): boolean {
  if (uuid.test(value)) return false
  return /^[0-9a-f]{32,}$/.test(value) || (/^[a-z0-9]{20,}$/.test(value) && (value.match(/\d/g)?.length ?? 0) >= 4 && entropyOf(value) >= 3.2)
}
