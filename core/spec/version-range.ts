/** The three numbers of a version, without its suffix. */
export type Version = readonly [number, number, number]
type Comparator = { readonly sign: '>=' | '>' | '<=' | '<' | '='; readonly version: Version; readonly suffix: string }

const partial = /^(?:(\d+)(?:\.(\d+|[xX*])(?:\.(\d+|[xX*])(?:-([0-9A-Za-z.-]+))?)?)?|[xX*])$/

/**
 * Whether a version is meant by a range: `1.2.0` means exactly that one, `^1.2.0` any later one of the same major (of the same minor
 * below 1.0.0), `~1.2.0` any later one of the same minor, `1.x` and `1.2.x` any of them, `*` every one, `>=1.2.0 <2.0.0` both. A
 * version with a suffix (`2.0.0-beta`) is meant only where it is named in full. Undefined: it is no range.
 */
export function versionFits(version: string, range: string): boolean | undefined {
  const comparators = range.trim().split(/\s+/).map(readComparators)
  const parsed = readVersion(version)
  if (parsed === undefined || comparators.some((part) => part === undefined)) return comparators.some((part) => part === undefined) ? undefined : false
  const all = comparators.flatMap((part) => part ?? [])
  if (parsed.suffix !== '') return all.length === 1 && all.every(({ sign, version: wanted, suffix }) => sign === '=' && suffix === parsed.suffix && compareNumbers(wanted, parsed.version) === 0)
  return all.every((comparator) => comparator.suffix === '' && holds(parsed.version, comparator))
}

/** Which of two versions is later: above zero when the first is; a version with a suffix comes before the one without. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [readVersion(left), readVersion(right)]
  if (a === undefined || b === undefined) return left < right ? -1 : left > right ? 1 : 0
  const numbers = compareNumbers(a.version, b.version)
  if (numbers !== 0 || a.suffix === b.suffix) return numbers
  if (a.suffix === '' || b.suffix === '') return a.suffix === '' ? 1 : -1
  return a.suffix < b.suffix ? -1 : 1
}

/** The numbers of a version that the schema has let pass. */
export function versionNumbers(version: string): Version {
  return readVersion(version)?.version ?? [0, 0, 0]
}

function readVersion(text: string): { readonly version: Version; readonly suffix: string } | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/.exec(text)
  return match === null ? undefined : { version: [Number(match[1]), Number(match[2]), Number(match[3])], suffix: match[4] ?? '' }
}

function readComparators(text: string): readonly Comparator[] | undefined {
  const [, sign = '', rest = ''] = /^(\^|~|>=|>|<=|<|=)?(.*)$/.exec(text) ?? []
  const match = partial.exec(rest)
  if (match === null) return undefined
  const [, major, minor, patch, suffix = ''] = match
  const given = [major, minor, patch].map((part) => (part === undefined || /^[xX*]$/.test(part) ? undefined : Number(part)))
  const [x, y, z] = given
  const low: Version = [x ?? 0, y ?? 0, z ?? 0]
  if (sign === '>=' || sign === '>' || sign === '<=' || sign === '<') return z === undefined ? undefined : [{ sign, version: low, suffix }]
  if (x === undefined) return sign === '' ? [] : undefined
  if ((sign === '' || sign === '=') && y !== undefined && z !== undefined) return [{ sign: '=', version: low, suffix }]
  if (suffix !== '') return undefined
  return [{ sign: '>=', version: low, suffix: '' }, { sign: '<', version: above(sign, x, y, z), suffix: '' }]
}

function above(sign: string, x: number, y: number | undefined, z: number | undefined): Version {
  if (sign === '^' && x === 0 && y !== undefined) return y === 0 && z !== undefined ? [0, 0, z + 1] : [0, y + 1, 0]
  return sign === '^' || y === undefined ? [x + 1, 0, 0] : [x, y + 1, 0]
}

/** Which of two versions has the higher numbers: above zero when the first has; suffixes do not count. */
export function compareNumbers(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
}

function holds(version: Version, { sign, version: wanted }: Comparator): boolean {
  const order = compareNumbers(version, wanted)
  switch (sign) {
    case '=':
      return order === 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
  }
}
