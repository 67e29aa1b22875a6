const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const DATE_TIME = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const HOUR = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** A day: 3 Nov 2026. */
export function formatDate(at: number): string {
  return DATE.format(at)
}

/** A day and time: 3 Nov, 14:05. */
export function formatDateTime(at: number): string {
  return DATE_TIME.format(at)
}

/** A day without its year, for axes. */
export function formatDay(at: number): string {
  return DAY.format(at)
}

/** A time of day, for axes. */
export function formatHour(at: number): string {
  return HOUR.format(at)
}

/** How long ago something was, for lists: "just now", "5 minutes ago", "yesterday", or the day. */
export function formatAgo(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return hours === 1 ? '1 hour ago' : `${hours} hours ago`
  const days = Math.floor(hours / 24)
  if (days === 1) return 'yesterday'
  return days < 7 ? `${days} days ago` : formatDate(at)
}
