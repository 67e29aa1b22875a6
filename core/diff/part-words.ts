import type { PartPath } from './change.ts'

/** A part of a flow in words: the group it is listed under, what it is, and the field inside it that is meant. */
export type PartWords = { readonly group: string; readonly subject: string; readonly field: string }

const collections: Readonly<Record<string, readonly [group: string, noun: string]>> = {
  uses: ['Flow', 'Library'], channels: ['Channels', 'Channel'], connections: ['Connections', 'Connection'], calendars: ['Calendars', 'Calendar'], models: ['Models', 'Model'],
  knowledge: ['Knowledge', 'Knowledge'], memory: ['Memory', 'Memory'], tools: ['Tools', 'Tool'], agents: ['Agents', 'Agent'], teams: ['Teams', 'Team'],
  slas: ['SLAs', 'SLA'], monitors: ['Monitors', 'Monitor'], triggers: ['Triggers', 'Trigger'],
}

/** The groups in the order in which they are listed. */
export const groupOrder: readonly string[] = ['Flow', 'Channels', 'Cards', 'Triggers', 'Monitors', 'Agents', 'Tools', 'Teams', 'SLAs', 'Calendars', 'Knowledge', 'Memory', 'Models', 'Connections', 'Variables', 'Stages', 'Policies']

const nodeParts: Readonly<Record<string, string>> = { branches: 'Rule', arms: 'Arm', outcomes: 'Outcome' }
const fieldParts: Readonly<Record<string, string>> = { outputs: 'Output', output: 'Output', input: 'Input' }

const joined = (path: PartPath): string => path.join('.').replaceAll('.#', ' #')

function inside(noun: string, id: string, rest: PartPath, parts: Readonly<Record<string, string>>): { readonly subject: string; readonly field: string } {
  const [list, part, ...field] = rest
  const name = list === undefined ? undefined : parts[list]
  const whole = noun === 'Card' ? id : `${noun.charAt(0).toLowerCase()}${noun.slice(1)} ${id}`
  return name === undefined || part === undefined ? { subject: `${noun} ${id}`, field: joined(rest) } : { subject: `${name} ${part} of ${whole}`, field: joined(field) }
}

/** Says in words which part of a flow a path leads to. */
export function partWords(path: PartPath): PartWords {
  const [top, key, id, ...rest] = path
  if (top !== 'spec' || key === undefined) return { group: 'Flow', subject: 'Flow', field: joined(path.slice(top === 'metadata' ? 1 : 0)) }
  if (key === 'flow') {
    const [name, ...inner] = rest
    if (id === 'nodes' && name !== undefined) return { group: 'Cards', ...inside('Card', name, inner, nodeParts) }
    if (id === 'stages' && name !== undefined) return { group: 'Stages', subject: `Stage ${name}`, field: joined(inner) }
    return { group: 'Flow', subject: 'Flow', field: joined(path.slice(2)) }
  }
  if (key === 'context') return rest[0] === undefined ? { group: 'Variables', subject: 'Variables', field: '' } : { group: 'Variables', subject: `Variable ${rest[0]}`, field: joined(rest.slice(1)) }
  if (key === 'policies') return { group: 'Policies', subject: 'Policies', field: joined(path.slice(2)) }
  const collection = collections[key]
  if (collection === undefined) return { group: 'Flow', subject: 'Flow', field: joined(path.slice(1)) }
  const [group, noun] = collection
  return id === undefined ? { group, subject: group, field: '' } : { group, ...inside(noun, id, rest, fieldParts) }
}
