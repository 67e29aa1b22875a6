import { describe, expect, it } from 'vitest'
import { byPriority, runSmallSystem, type SmallJob, type SmallPerson, type SmallRun, type SmallSystem } from './small-system.ts'

const END = 2000
const always: readonly (readonly [number, number])[] = [[0, END]]
const ann: SmallPerson = { id: 'ann', skills: { billing: 1, returns: 0.5 }, hours: always }
const bob: SmallPerson = { id: 'bob', skills: { returns: 1 }, hours: always }
const cid: SmallPerson = { id: 'cid', skills: { returns: 0.5, billing: 0.5 }, hours: always }
const run = (people: readonly SmallPerson[], jobs: readonly SmallJob[], change: Partial<SmallSystem> = {}): SmallRun => runSmallSystem({ people, jobs, individual: true, end: END, ...change })
/** Who did what, in order of starting. */
const who = ({ spans }: SmallRun): readonly (readonly [job: number, person: number, from: number, to: number])[] => spans.map(({ job, person, from, to }) => [job, person, from, to])

describe('PersonPool: who takes the work', () => {
  it('asks for all skills, and a person of half the proficiency takes twice as long', () => {
    const jobs = [{ at: 0, work: 100, skills: ['billing', 'returns'] }, { at: 0, work: 100, skills: ['returns'] }, { at: 5, work: 10, skills: ['billing'] }]
    expect(who(run([ann, bob], jobs))).toEqual([[0, 0, 0, 200], [1, 1, 0, 100], [2, 0, 200, 210]])
  })

  it.each([
    ['longestIdle', [[0, 0, 0, 10], [1, 1, 20, 30], [2, 2, 40, 50], [3, 0, 60, 70]]],
    ['roundRobin', [[0, 0, 0, 10], [1, 1, 20, 30], [2, 2, 40, 50], [3, 0, 60, 70]]],
  ] as const)('%s goes round where nothing else tells people apart, beginning with the smallest id', (agentSelection, expected) => {
    const people = ['c', 'a', 'b'].map((id): SmallPerson => ({ id, hours: always }))
    expect(who(run(people, [0, 20, 40, 60].map((at) => ({ at, work: 10 })), { routing: { agentSelection } }))).toEqual(expected)
  })

  it('roundRobin passes the turn on although another has been idle for longer', () => {
    const people = ['a', 'b', 'c'].map((id): SmallPerson => ({ id, hours: always }))
    const jobs = [{ at: 0, work: 30 }, { at: 1, work: 1 }, { at: 40, work: 1 }, { at: 42, work: 1 }]
    expect(who(run(people, jobs, { routing: { agentSelection: 'roundRobin' } })).map(([, person]) => person)).toEqual([0, 1, 2, 0])
    expect(who(run(people, jobs)).map(([, person]) => person)).toEqual([0, 1, 2, 1])
  })

  it('bestSkill gives the work to whoever does it best, then to whoever has been idle for longest', () => {
    expect(who(run([cid, ann, bob], [{ at: 0, work: 10, skills: ['returns'] }, { at: 1, work: 10, skills: ['returns'] }], { routing: { agentSelection: 'bestSkill' } }))).toEqual([[0, 1, 0, 10], [1, 0, 1, 21]])
  })

  it('mostSpareCapacity spreads chats, longestIdle does too while anyone is idle', () => {
    const chats = [0, 1, 2].map((at) => ({ at, work: 100, chat: true }))
    expect(who(run([ann, bob], chats, { seats: 2, routing: { agentSelection: 'mostSpareCapacity' } })).map(([, person]) => person)).toEqual([0, 1, 0])
  })

  it('gives one person several chats, each further one slower, and never a chat beside other work', () => {
    const alone: SmallPerson = { id: 'p', hours: always }
    expect(who(run([alone], [{ at: 0, work: 100, chat: true }, { at: 10, work: 100, chat: true }, { at: 20, work: 50 }], { seats: 2, slowdown: 0.5 }))).toEqual([[0, 0, 0, 100], [1, 0, 10, 160], [2, 0, 160, 210]])
  })

  it('keeps people free for their own skill where so many are reserved', () => {
    const jobs = [{ at: 0, work: 100, skills: ['billing'] }, { at: 1, work: 10, skills: ['returns'] }]
    expect(who(run([cid], jobs)).map(([job]) => job)).toEqual([0, 1])
    expect(who(run([cid], jobs, { routing: { reserve: 1 } })).map(([job]) => job)).toEqual([1])
    // Two of them: one is enough in reserve.
    expect(who(run([cid, { ...cid, id: 'dan' }], jobs, { routing: { reserve: 1 } })).map(([job, person]) => [job, person])).toEqual([[0, 0], [1, 1]])
  })
})

describe('PersonPool: which work a person takes', () => {
  const waiting = [{ at: 0, work: 50, skills: ['returns'] }, { at: 1, work: 10, skills: ['billing'], rank: 0 }, { at: 2, work: 10, skills: ['returns'], rank: 1 }]

  it('goes by priority and wait, or takes work of the first skill before any other', () => {
    expect(who(run([cid], waiting)).map(([job]) => job)).toEqual([0, 1, 2])
    expect(who(run([cid], waiting, { routing: { queueSelection: 'ownSkillFirst' } })).map(([job]) => job)).toEqual([0, 2, 1])
  })

  it('weighs the waits of the queues where it is told to', () => {
    const line = { ...byPriority, weights: [2, 1] }
    const jobs = [{ at: 0, work: 50, skills: ['returns'] }, { at: 10, work: 10, skills: ['billing'], rank: 1 }, { at: 40, work: 10, skills: ['returns'], rank: 0 }]
    expect(who(run([cid], jobs, { line })).map(([job]) => job)).toEqual([0, 2, 1])
    // At 50 the waits weigh 40 x 1 and 10 x 2; the one of more weight has been there for less.
    expect(who(run([{ ...cid, skills: { returns: 1, billing: 1 } }], jobs, { line, routing: { queueSelection: 'weightedWait' } })).map(([job]) => job)).toEqual([0, 1, 2])
  })

  it('lets anyone take what nobody skilled took for long enough', () => {
    const jobs = [{ at: 0, work: 100, skills: ['billing'] }, { at: 0, work: 100, skills: ['billing'] }]
    expect(who(run([ann, bob], jobs, { routing: { relaxSkillsAfterMs: 30 } }))).toEqual([[0, 0, 0, 100], [1, 1, 30, 130]])
    expect(who(run([ann, bob], jobs))).toEqual([[0, 0, 0, 100], [1, 0, 100, 200]])
  })

  it('does not let work wait for ever for skills that nobody has, and says so', () => {
    const result = run([ann, bob], [{ at: 0, work: 10, skills: ['law'] }])
    expect(who(result)).toEqual([[0, 0, 0, 10]])
    expect(result.unskilled).toEqual(['law'])
  })
})

describe('PersonPool: tickets that come back', () => {
  const back = [{ at: 0, work: 10, ticket: 7 }, { at: 20, work: 100 }, { at: 30, work: 50 }, { at: 40, work: 10, ticket: 7 }]
  const plain = ['a', 'b', 'c'].map((id): SmallPerson => ({ id, hours: always }))

  it('waits for the person who had the ticket, as long as it may', () => {
    // a has the ticket first; b and c take the next ones; a is free again when it comes back.
    expect(who(run(plain, back, { routing: { affinityWaitMs: 100 } }))[3]).toEqual([3, 0, 40, 50])
    // a is busy from 14 to 314: the ticket waits for 50, then b takes it.
    const jobs = [{ at: 0, work: 10, ticket: 7 }, { at: 12, work: 1 }, { at: 14, work: 300 }, { at: 20, work: 10, ticket: 7 }]
    const two = plain.slice(0, 2)
    expect(who(run(two, jobs)).find(([job]) => job === 3)).toEqual([3, 1, 20, 30])
    expect(who(run(two, jobs, { routing: { affinityWaitMs: 50 } })).find(([job]) => job === 3)).toEqual([3, 1, 70, 80])
    expect(who(run(two, jobs, { routing: { affinityWaitMs: 500 } })).find(([job]) => job === 3)).toEqual([3, 0, 314, 324])
  })

  it('waits for that person although the ticket had ended in between', () => {
    const jobs = [{ at: 0, work: 10, ticket: 7, last: true }, { at: 12, work: 1 }, { at: 14, work: 30 }, { at: 20, work: 10, ticket: 7 }]
    expect(who(run(plain.slice(0, 2), jobs, { routing: { affinityWaitMs: 500 } })).find(([job]) => job === 3)).toEqual([3, 0, 44, 54])
  })

  it('gives nobody more tickets than the cap until one of them ends, and a person may always go on with the own ones', () => {
    const one: SmallPerson = { id: 'p', hours: always }
    const jobs = [{ at: 0, work: 10, ticket: 1 }, { at: 5, work: 10, ticket: 2 }, { at: 100, work: 10, ticket: 1, last: true }]
    expect(who(run([one], jobs, { routing: { assignedCap: 1 } }))).toEqual([[0, 0, 0, 10], [2, 0, 100, 110], [1, 0, 110, 120]])
    expect(who(run([one], jobs, { routing: { assignedCap: 2 } })).map(([job]) => job)).toEqual([0, 1, 2])
  })
})

describe('PersonPool: shifts', () => {
  const early: SmallPerson = { id: 'a', hours: [[0, 100], [500, 600]] }
  const late: SmallPerson = { id: 'b', hours: [[90, 300]] }

  it.each([
    ['pause', [[0, 0, 0, 100], [0, 1, 100, 120]], 0], ['finish', [[0, 0, 0, 120]], 20], ['handoff', [[0, 0, 0, 100], [0, 1, 100, 127]], 0], ['block', [[0, 1, 90, 210]], 0],
  ] as const)('%s at the end of a person\'s own shift', (shiftEnd, expected, overtime) => {
    const result = run([early, late], [{ at: 0, work: 120, shiftEnd }])
    expect(who(result)).toEqual(expected)
    expect(result.team.overtimeMs).toBe(overtime)
  })

  it('begins what fits beside what does not, and counts work that ends with the shift as done', () => {
    expect(who(run([early], [{ at: 50, work: 60, shiftEnd: 'block' }, { at: 50, work: 50, shiftEnd: 'block' }]))).toEqual([[1, 0, 50, 100], [0, 0, 500, 560]])
  })

  it('lets shrinkage go round: each of three people is away a third of the time', () => {
    const slot = 1_800_000
    const end = slot * 9
    const people = ['a', 'b', 'c'].map((id): SmallPerson => ({ id, hours: [[0, end]] }))
    const jobs = Array.from({ length: 400 }, (_, index) => ({ at: index % 2, work: 100_000 }))
    const { spans, team } = run(people, jobs, { end, shrinkage: 1 / 3 })
    expect(team.availableMs).toBe(end * 2)
    const hours = people.map((_, person) => spans.filter((span) => span.person === person).reduce((total, { from, to }) => total + to - from, 0))
    // Whoever goes away ends what is in hand first.
    for (const ms of hours) expect(Math.abs(ms - slot * 6)).toBeLessThan(300_000)
  })

  it('interrupts only a person who can do the urgent work', () => {
    const line = { ...byPriority, preemption: { by: new Set([0]), of: new Set([1, 2]), level: (rank: number) => rank } }
    const jobs = [{ at: 0, work: 100, rank: 1, skills: ['billing'] }, { at: 0, work: 100, rank: 2, skills: ['returns'] }, { at: 10, work: 20, rank: 0, skills: ['billing'] }]
    expect(who(run([ann, bob], jobs, { line }))).toEqual([[0, 0, 0, 10], [1, 1, 0, 100], [2, 0, 10, 30], [0, 0, 30, 120]])
  })
})
