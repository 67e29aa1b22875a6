import { resolve } from 'node:path'
import { kindOfFile } from '../../core/spec/kind-of-file.ts'
import { readFlowText } from '../../host/files/read-flow-text.ts'
import type { ScenarioFile } from '../../host/flow/read-scenario-file.ts'
import { readScenarioFile, readScenarioText } from '../../host/flow/read-scenario-file.ts'
import { userError } from '../../host/user-error.ts'
import type { CliIo } from '../cli-io.ts'

/** What a run needs and a scenario may name. */
export type NamedByScenario = { readonly tickets?: string; readonly knowledge?: string | readonly string[]; readonly replyBank?: string; readonly scenario?: string }

/** The flow of a run, undefined where the scenario names none, and what else it needs. */
export type NamedRun = { readonly flow: string | undefined; readonly named: NamedByScenario }

/** What a run needs: what the options say, and else what the scenario names that stands in place of the flow or is given by an option. */
export async function namedByScenario(file: string, { tickets, knowledge, replyBank, scenario }: NamedByScenario, io: CliIo): Promise<NamedRun> {
  const options: NamedByScenario = {
    ...(tickets === undefined ? {} : { tickets }), ...(knowledge === undefined ? {} : { knowledge }), ...(replyBank === undefined ? {} : { replyBank }), ...(scenario === undefined ? {} : { scenario }),
  }
  const path = resolve(io.cwd, file)
  const { text } = await readFlowText(path)
  if (kindOfFile(text) === 'Scenario') {
    const named = await readScenarioText(text, path)
    const flow = named.places.workflow === undefined ? undefined : named.placeOf(named.places.workflow)
    const other = scenario === undefined ? undefined : await readScenarioFile(resolve(io.cwd, scenario))
    const filled = withNamed(other === undefined ? options : withNamed(options, other), named)
    return { flow, named: { ...filled, scenario: scenario ?? file } }
  }
  return { flow: file, named: scenario === undefined ? options : withNamed(options, await readScenarioFile(resolve(io.cwd, scenario))) }
}

function withNamed(options: NamedByScenario, { places, placeOf }: ScenarioFile): NamedByScenario {
  const tickets = options.tickets ?? (places.tickets === undefined ? undefined : placeOf(places.tickets))
  const knowledge = options.knowledge ?? places.knowledge?.map(placeOf)
  const replyBank = options.replyBank ?? (places.replyBank === undefined ? undefined : placeOf(places.replyBank))
  return { ...options, ...(tickets === undefined ? {} : { tickets }), ...(knowledge === undefined ? {} : { knowledge }), ...(replyBank === undefined ? {} : { replyBank }) }
}

/** What a command is to run: its flow, its tickets, and what else the options or the scenario name. */
export type RunSource = { readonly flow: string; readonly named: NamedByScenario & { readonly tickets: string } }

/** The flow and tickets of a run, or an error that says which of them nobody names. */
export async function runSource(file: string, options: NamedByScenario, io: CliIo): Promise<RunSource> {
  const { flow, named } = await namedByScenario(file, options, io)
  if (flow === undefined) throw userError('flow.missing', `"${file}" is a scenario that names no flow.`, 'Add workflow to its spec, or name a flow here and give the scenario with --scenario.')
  return { flow, named: { ...named, tickets: neededTickets(named.tickets) } }
}

/** The tickets, which every run needs. */
export function neededTickets(tickets: string | undefined): string {
  if (tickets === undefined) throw userError('tickets.missing', 'There are no tickets to simulate: neither --tickets nor the scenario names a file.', 'Add --tickets with a CSV or JSON Lines file.')
  return tickets
}
