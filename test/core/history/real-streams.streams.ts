import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fitHistory } from '../../../core/history/fit-history.ts'
import { scenarioText } from '../../../core/history/scenario-text.ts'
import { parseScenario } from '../../../core/simulation/parse-scenario.ts'
import { parseTickets } from '../../../core/tickets/parse-tickets.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'

const folder = process.env['LUMOS_STREAMS_DIR']
if (folder === undefined) throw new Error('Set LUMOS_STREAMS_DIR to the folder of the streams: docs/history-fit.md says how to obtain them.')

// Streams of real help desks are not part of the project. docs/history-fit.md has the figures and says how to obtain them.
describe.each([
  { file: 'support_stream.csv', format: 'csv', tickets: 30_479, fitted: { kind: 'refused', reason: 'answeredShareOff' }, heldOut: { kind: 'refused', reason: 'answeredShareOff' } },
  { file: 'support_tickets.jsonl.gz', format: 'jsonl', tickets: 4995, fitted: { kind: 'refused', reason: 'answeredShareOff' }, heldOut: { kind: 'refused', reason: 'medianOff' } },
  { file: 'uci_incident_cases.csv', format: 'csv', tickets: 20_769, fitted: { kind: 'trusted' }, heldOut: { kind: 'refused', reason: 'medianOff' } },
] as const)('a real stream: $file', ({ file, format, tickets, fitted, heldOut }) => {
  it('is fitted, held against the rest of its time, and judged', { timeout: 180_000 }, () => {
    const raw = readFileSync(join(folder, file))
    const parsed = parseTickets((file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8'), format, file, { needsText: false })
    const result = fitHistory({ tickets: parsed.tickets, timezone: 'UTC', zones: intlZoneOffsets() })
    if (result.kind === 'refused') throw new Error(result.problem.message)
    expect(result.fit.tickets).toBe(tickets)
    expect(result.fit.fitted.verdict).toEqual(fitted)
    expect(result.fit.heldOut.verdict).toEqual(heldOut)
    expect(result.fit.calibration.distanceAfter).toBeLessThan(result.fit.calibration.distanceBefore / 5)
    expect(parseScenario(scenarioText(result.fit, { tickets: file })).problems).toEqual([])
  })
})
