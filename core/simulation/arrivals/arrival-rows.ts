import type { Program } from '../../engine/program.ts'
import { guessLanguage } from '../../signals/guess-language.ts'
import { isLiveChannel } from '../../tickets/ticket-channel.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { inOrder } from '../../tickets/tickets-digest.ts'
import type { Assumption } from '../../engine/agent-contract.ts'
import type { Arrival } from '../run-plan.ts'
import type { Scenario } from '../scenario.ts'

/** What an arrival has from its ticket of the history, whenever it comes. */
export type ArrivalRow = Pick<Arrival, 'ticket' | 'channel' | 'live' | 'language' | 'customer' | 'text'>

/** What conditions see of a customer whom the ticket does not describe. */
const UNKNOWN = 'unknown'

/** The tickets of a history as the flow meets them, in order of creation, and what had to be assumed about their channels. */
export function arrivalRows(tickets: readonly Ticket[], program: Program, scenario: Scenario): { readonly rows: readonly ArrivalRow[]; readonly assumptions: readonly Assumption[] } {
  const accepted = new Set(program.starts.flatMap((start) => start.channels))
  const standard = accepted.has('email') ? 'email' : [...accepted][0] ?? 'email'
  const mapped = new Map<string, { readonly to: string; count: number }>()
  const rows = inOrder(tickets).map((ticket): ArrivalRow => {
    const wish = scenario.channelMap[ticket.channel] ?? ticket.channel
    const channel = accepted.has(wish) ? wish : standard
    if (channel !== ticket.channel) {
      const entry = mapped.get(ticket.channel) ?? { to: channel, count: 0 }
      entry.count += 1
      mapped.set(ticket.channel, entry)
    }
    const language = ticket.language ?? guessLanguage(`${ticket.subject}\n${ticket.description}`.slice(0, 600))
    return {
      ticket, channel, language,
      live: isLiveChannel(channel),
      customer: { ...ticket.customer, tier: ticket.customer.tier ?? UNKNOWN, locale: ticket.customer.locale ?? (language === 'und' ? UNKNOWN : language) },
      text: ticket.description === '' ? ticket.subject : ticket.description,
    }
  })
  const assumptions = [...mapped].map(([name, { to, count }]): Assumption => ({
    id: `channel.${name}`, text: `${count} tickets came by "${name}", which no start of the flow takes; they are run as ${to}.`, value: to, source: name in scenario.channelMap ? 'scenario: channelMap' : 'product default; write a channelMap into the scenario to replace it',
  }))
  return { rows, assumptions }
}

/** What must be said about customers whom their tickets do not describe; nothing where all do. */
export function unknownCustomers(arrivals: readonly ArrivalRow[]): readonly Assumption[] {
  const withoutTier = arrivals.filter(({ ticket }) => ticket.customer.tier === undefined).length
  const withoutLocale = arrivals.filter(({ ticket }) => ticket.customer.locale === undefined).length
  if (withoutTier + withoutLocale === 0) return []
  return [{
    id: 'customer.unknown', text: `Where a ticket does not say the customer's tier, conditions see "${UNKNOWN}"; where it does not say the locale, they see the ticket's language, or "${UNKNOWN}".`,
    value: `${withoutTier} of ${arrivals.length} tickets without a tier, ${withoutLocale} without a locale`, source: 'simulation',
  }]
}
