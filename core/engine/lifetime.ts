/** The timer of how long a ticket may stay in a flow. */
export const lifetimeTimer = 'lifetime'

/** Whether a timer is that of a lifetime, the ticket's or a subflow's: it runs whatever the ticket waits for. */
export function isLifetimeTimer(timerId: string): boolean {
  return timerId === lifetimeTimer || timerId.endsWith(`/${lifetimeTimer}`)
}
