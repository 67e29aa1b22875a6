import { listedNames } from '../conditions/listed-names.ts'
import { nearestName } from '../conditions/nearest-name.ts'
import { byPlace } from './by-place.ts'
import type { Finding, SpecPath } from './finding.ts'
import type { Library } from './library.ts'
import type { ParsedSpec } from './parse-spec.ts'
import type { ProjectFile, ReadFile } from './project-files.ts'
import { librariesAmong } from './project-files.ts'
import type { SharedSection } from './shared-parts.ts'
import { findingAt, withoutFix } from './source-finding.ts'
import type { SourcePart } from './spec-source.ts'
import { compareNumbers, versionNumbers } from './version-range.ts'
import type { TeamSpec, Workflow, WorkflowSpec } from './workflow.ts'

const nouns: Readonly<Record<SharedSection, string>> = {
  connections: 'Connection', channels: 'Channel', calendars: 'Calendar', models: 'Model', knowledge: 'Knowledge', memory: 'Memory', tools: 'Tool', agents: 'Agent', skills: 'Skill', teams: 'Team',
}

type Used = { readonly index: number; readonly library: Library; readonly read: ReadFile<Library> }

/** Whether a version will do where another is the least: as high or higher, and of the same major. */
export function isVersionEnough(present: string, least: string): boolean {
  const [there, wanted] = [versionNumbers(present), versionNumbers(least)]
  return there[0] === wanted[0] && compareNumbers(there, wanted) >= 0
}

function findUses({ source, workflow }: ParsedSpec, files: readonly ProjectFile[]): { readonly used: readonly Used[]; readonly findings: readonly Finding[] } {
  const known = librariesAmong(files)
  const nameOf = ({ parsed }: ReadFile<Library>): string | undefined => parsed.value?.metadata.name
  const findings: Finding[] = []
  const used: Used[] = []
  for (const [index, { library: name, version }] of (workflow?.spec.uses ?? []).entries()) {
    const path = ['spec', 'uses', index, 'library']
    const found = known.filter((each) => nameOf(each) === name)
    const [first, second] = found
    const library = first?.parsed.value
    const broken = first === undefined ? known.filter((each) => each.parsed.value === undefined) : []
    if (first === undefined || library === undefined) {
      const names = known.flatMap((each) => nameOf(each) ?? [])
      const near = nearestName(name, names)
      const hint = near !== undefined ? `Did you mean ${near}?` : broken.length > 0 ? `Repair ${broken.map((each) => each.file).join(', ')} first: what cannot be read has no name.` : names.length > 0 ? `Known: ${listedNames(names)}.` : 'Put the library beside this file, or into the folder library beside it.'
      findings.push(findingAt(source, 'LUM201', { where: `uses[${index}]`, kind: 'library', name, hint }, path))
    } else if (second !== undefined) findings.push(findingAt(source, 'LUM005', { what: 'Library', name: `${name} (${found.map((each) => each.file).join(', ')})` }, path))
    else if (used.some((each) => each.library === library)) findings.push(findingAt(source, 'LUM005', { what: 'Library', name }, path))
    else {
      if (version !== undefined && !isVersionEnough(library.metadata.version, version)) {
        findings.push(findingAt(source, 'LUM001', { where: `spec.uses[${index}].version`, problem: `asks for ${version}, and ${first.file} is ${library.metadata.version}`, hint: 'A higher version will do if its first number is the same. Change one of the two.' }, ['spec', 'uses', index, 'version']))
      }
      findings.push(...first.parsed.findings.filter((finding) => finding.severity === 'error').map((finding) => ({ ...withoutFix(finding), file: first.file })))
      used.push({ index, library, read: first })
    }
  }
  return { used, findings }
}

// A shared team serves those of its channels that the flow has.
function withinChannels(team: TeamSpec, channels: Readonly<Record<string, unknown>>): TeamSpec {
  if (team.channels.every((channel) => channel in channels) && Object.keys(team.capacity).every((channel) => channel in channels)) return team
  return {
    ...team,
    channels: team.channels.filter((channel) => channel in channels),
    capacity: Object.fromEntries(Object.entries(team.capacity).filter(([channel]) => channel in channels)),
  }
}

type Merge = { readonly parts: SourcePart[]; readonly findings: Finding[] }

function mergeSection<Value>(parsed: ParsedSpec, used: readonly Used[], merge: Merge, path: SpecPath, what: string, own: Readonly<Record<string, Value>> | undefined, read: (library: Library) => Readonly<Record<string, Value>> | undefined): Readonly<Record<string, Value>> | undefined {
  const merged = new Map<string, Value>(Object.entries(own ?? {}))
  const from = new Map<string, Used>()
  for (const use of used) {
    for (const [id, value] of Object.entries(read(use.library) ?? {})) {
      const other = from.get(id)
      const { name } = use.library.metadata
      if (other !== undefined) merge.findings.push(findingAt(parsed.source, 'LUM005', { what, name: `${id} (in libraries ${other.library.metadata.name} and ${name})` }, ['spec', 'uses', use.index, 'library']))
      else if (merged.has(id)) merge.findings.push(findingAt(parsed.source, 'LUM005', { what, name: `${id} (here and in library ${name})` }, [...path, id], 'key'))
      else {
        merged.set(id, value)
        from.set(id, use)
        merge.parts.push({ path: [...path, id], source: use.read.parsed.source, file: use.read.file })
      }
    }
  }
  return merged.size === 0 ? own : Object.fromEntries(merged)
}

function mergedSpec(parsed: ParsedSpec, { spec }: Workflow, used: readonly Used[], merge: Merge): WorkflowSpec {
  type Parts<Value> = Readonly<Record<string, Value>> | undefined
  const section = <Value>(name: SharedSection, own: Parts<Value>, read: (spec: Library['spec']) => Parts<Value>): Parts<Value> =>
    mergeSection(parsed, used, merge, ['spec', name], nouns[name], own, (library) => read(library.spec))
  const customer = mergeSection(parsed, used, merge, ['spec', 'context', 'customer'], 'Customer field', spec.context?.customer, (library) => library.spec.context?.customer)
  const channels = section('channels', spec.channels, (each) => each.channels) ?? {}
  const teams = section('teams', spec.teams, (each) => each.teams)
  const optional = {
    connections: section('connections', spec.connections, (each) => each.connections),
    calendars: section('calendars', spec.calendars, (each) => each.calendars),
    knowledge: section('knowledge', spec.knowledge, (each) => each.knowledge),
    memory: section('memory', spec.memory, (each) => each.memory),
    tools: section('tools', spec.tools, (each) => each.tools),
    skills: section('skills', spec.skills, (each) => each.skills),
    teams: teams && Object.fromEntries(Object.entries(teams).map(([id, team]) => [id, spec.teams?.[id] === team ? team : withinChannels(team, channels)])),
    context: customer === undefined ? spec.context : { ...spec.context, customer },
  }
  const agents = section('agents', spec.agents, (each) => each.agents) ?? {}
  const models = section('models', spec.models, (each) => each.models) ?? {}
  const { uses: _resolved, requires, ...own } = spec
  const features = requires?.features?.filter((feature) => feature !== 'libraries')
  const whole = { ...own, ...(requires === undefined ? {} : { requires: features === undefined ? requires : { ...requires, features } }) }
  return { ...whole, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)), channels, agents, models }
}

/**
 * A workflow with the parts of the libraries that it uses: exactly what it would be if they were written in it. Findings about such a part point at the
 * library's file. Where a library is missing or stands against the workflow there is no meaning, only findings.
 */
export function resolveUses(parsed: ParsedSpec, files: readonly ProjectFile[]): ParsedSpec {
  const { source, workflow } = parsed
  if (workflow === undefined || (workflow.spec.uses ?? []).length === 0) return parsed
  const { used, findings } = findUses(parsed, files)
  const merge: Merge = { parts: [], findings: [...findings] }
  const spec = mergedSpec(parsed, workflow, used, merge)
  const all = [...parsed.findings, ...merge.findings].toSorted(byPlace)
  if (merge.findings.some((finding) => finding.severity === 'error')) return { source, workflow: undefined, findings: all }
  return { source: { ...source, parts: merge.parts }, workflow: { ...workflow, spec }, findings: all }
}
