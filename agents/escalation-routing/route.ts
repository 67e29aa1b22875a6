import type { TeamSnapshot } from '../../core/engine/agent-contract.ts'
import { quantise } from '../../core/signals/quantise.ts'
import type { RoutingSpec, TeamSpec } from '../../core/spec/workflow.ts'
import { sayList, sayScore } from '../say-score.ts'

/** Everything that a routing decision rests on; `skills` are the values that `requireSkills` has in this ticket. */
export type RouteInput = {
  readonly teams: Readonly<Record<string, TeamSpec>>
  readonly snapshots: readonly TeamSnapshot[]
  readonly routing: RoutingSpec | undefined
  readonly skills: readonly string[]
  /** Paths of `requireSkills` that have no value. */
  readonly unknownSkills: readonly string[]
  readonly channel: string
  readonly language: string
}

/** The team that a ticket goes to, or nothing where no rule names one; with the reasons. */
export type Route = { readonly team: string | undefined; readonly via: 'eligible' | 'overflow' | 'queue' | 'none'; readonly reasons: readonly string[] }

type Candidate = { readonly id: string; readonly score: number; readonly text: string }

const defaultWeights = { skillLevel: 0.4, availability: 0.3, workload: 0.3 } as const

/**
 * Chooses a team: of those with all skills, the channel, the language and someone on shift, the one with the highest
 * w1 * level/3 + w2 * free seats/seats + w3 * (1 - utilisation), ties by id. Where none is eligible the overflow of the best-skilled team,
 * else the queue of the spec.
 */
export function route(input: RouteInput): Route {
  const ids = Object.keys(input.teams).sort()
  const reasons: string[] = []
  if (input.unknownSkills.length > 0) reasons.push(`The skill is not known: ${sayList(input.unknownSkills)} ${input.unknownSkills.length === 1 ? 'has' : 'have'} no value.`)
  const obstacles = new Map(ids.map((id) => [id, obstacleOf(id, input)] as const))
  const eligible = ids.filter((id) => obstacles.get(id) === undefined)
  const blocked = ids.flatMap((id) => {
    const obstacle = obstacles.get(id)
    return obstacle === undefined ? [] : [`${id} ${obstacle}`]
  })

  if (eligible.length > 0) {
    const ranked = eligible.map((id) => candidate(id, input)).sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    const [best] = input.routing?.strategy === 'firstEligible' ? eligible.map((id) => candidate(id, input)) : ranked
    if (best !== undefined) {
      const others = ranked.filter((one) => one.id !== best.id).map((one) => `${one.id} ${sayScore(one.score)}`)
      const choice = input.routing?.strategy === 'firstEligible' ? `first eligible team by id` : `score ${best.text}`
      reasons.push(`To ${best.id}: ${choice}${others.length === 0 ? '; no other team is eligible' : `; also eligible: ${sayList(others)}`}.`)
      if (blocked.length > 0) reasons.push(`Not eligible: ${blocked.join('; ')}.`)
      return { team: best.id, via: 'eligible', reasons }
    }
  }

  reasons.push(blocked.length === 0 ? 'No team is eligible: the spec has no teams.' : `No team is eligible: ${blocked.join('; ')}.`)
  const skilled = input.unknownSkills.length > 0 ? undefined : bestSkilled(ids, input)
  const overflow = skilled === undefined ? undefined : input.teams[skilled]?.overflowTo
  if (skilled !== undefined && overflow !== undefined) {
    reasons.push(`To ${overflow}: it takes the overflow of ${skilled}, the team with the best skills (level ${levelOf(skilled, input)} of 3).`)
    return { team: overflow, via: 'overflow', reasons }
  }
  const queue = input.routing?.whenNoneEligible.queue
  if (queue === undefined) return { team: undefined, via: 'none', reasons }
  reasons.push(`To ${queue}: the queue for tickets without an eligible team${skilled === undefined ? '' : `, as ${skilled} has no overflow`}.`)
  return { team: queue, via: 'queue', reasons }
}

function obstacleOf(id: string, input: RouteInput): string | undefined {
  const team = input.teams[id]
  if (team === undefined) return 'does not exist'
  if (input.unknownSkills.length > 0) return 'cannot be checked for the skill'
  const missing = input.skills.filter((skill) => levelIn(team, skill) === undefined)
  if (missing.length > 0) return `lacks ${sayList(missing)}`
  if (!team.channels.includes(input.channel)) return `does not serve ${input.channel}`
  // An unknown language rules nobody out: there is nothing to compare.
  if (input.language !== '' && !team.languages.some((language) => primary(language) === primary(input.language))) return `does not speak ${input.language}`
  const snapshot = input.snapshots.find((one) => one.id === id)
  return snapshot?.onShift === true ? undefined : 'has nobody on shift'
}

function candidate(id: string, input: RouteInput): Candidate {
  const weights = input.routing?.weights ?? defaultWeights
  const snapshot = input.snapshots.find((one) => one.id === id)
  const level = levelOf(id, input)
  const free = snapshot === undefined || snapshot.seats <= 0 ? 0 : snapshot.freeSeats / snapshot.seats
  const idle = snapshot === undefined ? 0 : 1 - snapshot.utilisation
  const score = quantise(weights.skillLevel * (level / 3) + weights.availability * free + weights.workload * idle)
  const seats = snapshot === undefined ? 'no seats' : `${snapshot.freeSeats} of ${snapshot.seats} seats free`
  return { id, score, text: `${sayScore(score)} = ${weights.skillLevel} x level ${level}/3 + ${weights.availability} x ${seats} + ${weights.workload} x (1 - ${sayScore(1 - idle)} used)` }
}

function bestSkilled(ids: readonly string[], input: RouteInput): string | undefined {
  const skilled = ids.filter((id) => input.skills.every((skill) => levelIn(input.teams[id], skill) !== undefined))
  return [...skilled].sort((one, other) => levelOf(other, input) - levelOf(one, input) || (one < other ? -1 : 1))[0]
}

// A team is as good at a ticket as at the skill that it masters least; without required skills every team counts fully.
function levelOf(id: string, input: RouteInput): number {
  return input.skills.reduce((lowest, skill) => Math.min(lowest, levelIn(input.teams[id], skill) ?? 0), 3)
}

function levelIn(team: TeamSpec | undefined, skill: string): number | undefined {
  return team !== undefined && Object.hasOwn(team.skills, skill) ? team.skills[skill] : undefined
}

function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? ''
}
