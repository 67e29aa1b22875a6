import { SIMULATION_ENGINE } from '../simulation-engine.ts'

/**
 * Why a report cannot be read here: another version of the simulator made it, as where a page stayed open while the program behind it was
 * renewed, or a file was kept. Its figures may mean something else, or be missing. Null where it can be read.
 */
export function otherEngine(report: unknown): { readonly message: string; readonly hint: string } | null {
  const engine = nested(nested(report, 'manifest'), 'engine')
  if (engine === SIMULATION_ENGINE) return null
  const [made, here] = [versionOf(engine), versionOf(SIMULATION_ENGINE)]
  const age = made === null || here === null || made < here ? 'an older' : made > here ? 'a newer' : 'another'
  const named = typeof engine === 'string' ? ` (${engine}; this is ${SIMULATION_ENGINE})` : ''
  const hint = age === 'a newer' ? 'Start the program anew, so that all of it is of the newer version.' : 'Run it again: the same flow, tickets and scenario give the figures of this version.'
  return { message: `This report was made by ${age} version of the simulator${named}.`, hint }
}

function nested(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}

function versionOf(engine: unknown): number | null {
  const found = typeof engine === 'string' ? /^lumos-simulation\/(\d+)$/u.exec(engine)?.[1] : undefined
  return found === undefined ? null : Number(found)
}
