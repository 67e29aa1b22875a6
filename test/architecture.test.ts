import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Which room may import which; a room may always import itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  agents: ['core'],
  api: ['core'],
  models: ['core'],
  host: ['core', 'agents', 'models', 'api'],
  main: ['host', 'api'],
  web: ['host', 'api'],
  cli: ['core', 'agents', 'models', 'host'],
  renderer: ['core', 'agents', 'api'],
}

/** Inside core: a room may import the rooms listed for it (and itself). */
const insideCore: Readonly<Record<string, readonly string[]>> = {
  calendars: [],
  conditions: ['calendars'],
  signals: [],
  tickets: [],
  spec: ['calendars', 'conditions', 'signals', 'tickets'],
  knowledge: ['signals', 'spec'],
  redaction: ['tickets', 'knowledge'],
  graph: ['calendars', 'conditions', 'signals', 'tickets', 'spec'],
  diff: ['conditions', 'spec', 'graph'],
  document: ['conditions', 'spec', 'graph'],
  engine: ['conditions', 'signals', 'tickets', 'spec', 'graph'],
  metrics: ['conditions', 'signals', 'tickets', 'spec', 'graph', 'engine'],
  simulation: ['calendars', 'conditions', 'signals', 'tickets', 'spec', 'graph', 'engine', 'metrics', 'knowledge'],
  history: ['calendars', 'tickets', 'spec', 'engine', 'metrics', 'simulation'],
  export: ['conditions', 'signals', 'tickets', 'spec', 'graph', 'document'],
}

/** Node's own modules are allowed in these rooms only. */
const nodeRooms = new Set(['models', 'host', 'main', 'web', 'cli'])

const sources = Object.keys(mayImport).flatMap((room) => filesUnder(join(root, room)))

describe('the plan of the house', () => {
  it('lets every room import only the rooms that the table names', () => {
    const wrong = sources.flatMap((file) => importsOf(file).flatMap((target) => {
      const from = roomOf(file)
      const to = roomOf(target)
      if (from === to || to === '' || mayImport[from]?.includes(to)) return []
      return [`${show(file)} imports ${show(target)}, but ${from} may import only ${(mayImport[from] ?? []).join(', ') || 'nothing of ours'}.`]
    }))
    expect(wrong).toEqual([])
  })

  it('keeps the order of the rooms inside core', () => {
    const wrong = sources.filter((file) => roomOf(file) === 'core').flatMap((file) => importsOf(file).flatMap((target) => {
      const from = coreRoomOf(file)
      const to = coreRoomOf(target)
      if (from === '' || to === '' || from === to || insideCore[from]?.includes(to)) return []
      return [`${show(file)} imports ${show(target)}, but core/${from} may import only ${(insideCore[from] ?? []).map((name) => `core/${name}`).join(', ') || 'nothing of ours'}.`]
    }))
    expect(wrong).toEqual([])
  })

  it('knows every room of core', () => {
    const rooms = readdirSync(join(root, 'core'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    expect(rooms.filter((name) => !(name in insideCore))).toEqual([])
  })

  it('keeps one agent from importing another', () => {
    const wrong = sources.filter((file) => roomOf(file) === 'agents').flatMap((file) => importsOf(file).flatMap((target) => {
      const from = agentOf(file)
      const to = agentOf(target)
      return from === '' || to === '' || from === to ? [] : [`${show(file)} imports ${show(target)}: an agent knows no other agent.`]
    }))
    expect(wrong).toEqual([])
  })

  it('keeps Node and Electron out of the pure rooms and the renderer', () => {
    const wrong = sources.flatMap((file) => packagesOf(file).flatMap((name) => {
      if (name.startsWith('node:') && !nodeRooms.has(roomOf(file))) return [`${show(file)} imports ${name}, but ${roomOf(file)} knows no Node.`]
      if (name === 'electron' && roomOf(file) !== 'main') return [`${show(file)} imports electron, but only main knows Electron.`]
      return []
    }))
    expect(wrong).toEqual([])
  })

  it('names files in kebab-case and keeps no barrel and no drawer of odds and ends', () => {
    const wrong = sources.flatMap((file) => {
      const name = file.split(sep).at(-1) ?? ''
      const stem = name.replace(/\.(d\.)?tsx?$/, '')
      const problems: string[] = []
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) problems.push(`${show(file)} is not named as the house names files.`)
      if (/^(utils?|helpers?|misc|common)$/.test(stem)) problems.push(`${show(file)}: name the file after what it holds.`)
      if (stem === 'index' && roomOf(file) !== 'main') problems.push(`${show(file)} looks like a barrel: import the file that holds the thing.`)
      return problems
    })
    expect(wrong).toEqual([])
  })

  it('imports nothing that is not there', () => {
    const missing = sources.flatMap((file) => importsOf(file).filter((target) => !exists(target)).map((target) => `${show(file)} imports ${show(target)}, which does not exist.`))
    expect(missing).toEqual([])
  })
})

function filesUnder(dir: string): readonly string[] {
  if (!exists(dir)) return []
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return entry.name === 'training' || entry.name === 'weights' ? [] : filesUnder(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function specifiersOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"\n]+)['"]/g)].map((match) => match[1] ?? '')
}

function importsOf(file: string): readonly string[] {
  return specifiersOf(file).filter((name) => name.startsWith('.')).map((name) => resolve(dirname(file), name.replace(/\?.*$/, '')))
}

function packagesOf(file: string): readonly string[] {
  return specifiersOf(file).filter((name) => !name.startsWith('.'))
}

function roomOf(file: string): string {
  return relative(root, file).split(sep)[0] ?? ''
}

function coreRoomOf(file: string): string {
  const [room, inner, rest] = relative(root, file).split(sep)
  return room === 'core' && rest !== undefined ? (inner ?? '') : ''
}

function agentOf(file: string): string {
  const [room, inner, rest] = relative(root, file).split(sep)
  return room === 'agents' && rest !== undefined ? (inner ?? '') : ''
}

function show(file: string): string {
  return relative(root, file).split(sep).join('/')
}

function exists(path: string): boolean {
  try {
    return statSync(path) !== undefined
  } catch {
    return false
  }
}
