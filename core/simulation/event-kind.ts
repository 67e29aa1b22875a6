/** What an event of the time layer is; the payload of each stands beside it. */
export const EVENT = {
  /** a = team, b = index of the staffing step. */
  staff: 1,
  /** a = work item, b = its generation: a person is done. */
  workDone: 2,
  /** a = work item, b = its generation: the customer has waited long enough. */
  patience: 3,
  /** a = ticket: something that was planned for it (tasks, timers, messages of the flow). */
  pending: 4,
  /** a = ticket (or arrival stream), b = free for the driver. */
  arrival: 5,
  /** a = call of an agent's service, b = its try: the try is over, or may be made again. */
  serviceCall: 6,
  /** a = service: its rate allows another call. */
  serviceWake: 7,
} as const
