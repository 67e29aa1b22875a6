import { type EntityMention, valuesOf, withoutOverlaps } from './entity-mention.ts'

const dotted = String.raw`\d{1,5}(?:\.\d{1,6}){1,3}(?:[-.]?(?:beta|rc|alpha|esr|lts|preview|dev|sp|b|a)(?:[-.]?\d+(?:\.\d+)?)?)?`
const words = String.raw`(?:version|release|firmware|build|ver\.?|fw|app|update|plugin|driver|versi[óo]n|versione|versie|treiber)`

const patterns: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w.])(?:${words})(?: (?:is|was|ist|to|auf|number|nummer|version|from|von|de)){0,3}[ :#=]{0,3}(?:v\.? ?)?(${dotted})(?!\w)`, 'gi'),
  /(?<![\w.])(?:version|ver\.|build)(?: (?:is|number))?[ :#=]{0,3}(\d{1,6})(?![\w%€$£]|[.,:/-]\d)/gi,
  new RegExp(String.raw`(?<![\w.])v\.? ?(${dotted})(?!\w)`, 'gi'),
  /(?<![\w.])v(\d{1,3})(?![\w%-]|\.\d)/gi,
  /(?<![\w.])(\d{1,3}\.\d{1,3}\.\d{1,3}(?:-?(?:beta|rc|alpha|esr|lts|preview|dev)(?:[-.]?\d+(?:\.\d+)?)?)?)(?![\w.]\w|\w)/gi,
  /(?<![\w.])(\d{1,4}\.\d{1,4}-?(?:beta|rc|alpha|esr|lts)(?:[-.]?\d+)?)(?!\w)/gi,
  /(?<![\w.])((?:Windows(?: Server)? (?:\d{1,4}|XP|Vista)(?: (?:Pro|Home|Enterprise|Education))? (?:\d{2}H\d|1\d0\d|2004)))(?!\w)/gi,
  /(?<![\w.])((?:iOS|iPadOS|macOS|watchOS|tvOS|Android|Ubuntu|Debian|Fedora|Chrome ?OS|Linux Mint|openSUSE) \d{1,3}(?:\.\d{1,3}){0,2})(?![\w%])/gi,
  /(?<= (?:to|auf|from|von) )(\d{1,4}(?:\.\d{1,6}){2,3})(?!\w)/gi,
]

const pagesBefore = /(?:chapter|section|paragraph|page|kapitel|abschnitt|art(?:icle)?|§|step|clause|figure)\.? ?$/i
const money = /^ ?(?:€|\$|£|eur\b|usd\b|%)/i

/** Where a text names versions of software or systems; dates, amounts and network addresses are none. */
export function locateVersions(text: string): readonly EntityMention[] {
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): readonly EntityMention[] => {
      const value = match[1]
      if (value === undefined) return []
      const start = match.index + match[0].lastIndexOf(value)
      const end = start + value.length
      if (isDate(value) || money.test(text.slice(end, end + 5)) || pagesBefore.test(text.slice(Math.max(0, start - 12), start)) || isAddress(value, match[0])) return []
      return [{ kind: 'version', value, start, end }]
    }),
  )
  return withoutOverlaps(found)
}

/** The software versions that a text names, each once. */
export function findVersions(text: string): readonly string[] {
  return valuesOf(locateVersions(text))
}

function isDate(version: string): boolean {
  const [day, month, year] = version.split('.').map(Number)
  return day !== undefined && month !== undefined && year !== undefined && day >= 1 && day <= 31 && month >= 1 && month <= 12 && ((year >= 20 && year <= 39) || year >= 1990)
}

// Four numbers up to 255 are a network address, unless a word says that they are a version.
function isAddress(version: string, match: string): boolean {
  const parts = version.split('.')
  return parts.length === 4 && match === version && parts.every((part) => Number(part) <= 255)
}
