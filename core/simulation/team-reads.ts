import type { TeamSnapshot } from '../engine/agent-contract.ts'

type Field = keyof TeamSnapshot

/** What a decision looked at of the teams: place of the team, field and value, in the order of the look. */
export type TeamReads = readonly { readonly team: number; readonly field: Field; readonly value: TeamSnapshot[Field] }[]

/** Teams that note what is looked at. */
export function watchedTeams(teams: readonly TeamSnapshot[], note: (team: number, field: Field, value: TeamSnapshot[Field]) => void): readonly TeamSnapshot[] {
  return teams.map((snapshot, team) => {
    const read = <F extends Field>(field: F): TeamSnapshot[F] => {
      const value = snapshot[field]
      note(team, field, value)
      return value
    }
    return {
      get id() { return read('id') },
      get onShift() { return read('onShift') },
      get people() { return read('people') },
      get seats() { return read('seats') },
      get freeSeats() { return read('freeSeats') },
      get utilisation() { return read('utilisation') },
      get queued() { return read('queued') },
    }
  })
}

/** Whether the teams show now what was read then. */
export function stillReads(reads: TeamReads, teams: readonly TeamSnapshot[]): boolean {
  for (let index = 0; index < reads.length; index++) {
    const read = reads[index]
    if (read !== undefined && teams[read.team]?.[read.field] !== read.value) return false
  }
  return true
}
