import { describe, expect, it } from 'vitest'
import { readLoad } from '../../cli/commands/validate/load-option.ts'
import { lumos } from './run-in-process.ts'

describe('lumos validate --load', () => {
  it('reads tickets an hour, the share that comes to people and the work of each', () => {
    expect(readLoad('40,60%,12m')).toEqual({ ticketsPerHour: 40, shareToPeople: 0.6, handleMinutes: 12 })
    expect(readLoad('0.5,7.5%,90m')).toEqual({ ticketsPerHour: 0.5, shareToPeople: 0.075, handleMinutes: 90 })
  })

  it.each(['40', '40,60,12', '40,160%,12m', 'many,60%,12m', '40,60%,12m,'])('refuses %s and says how to write it', async (text) => {
    const result = await lumos(['validate', 'test/fixtures/acme-support.lumos.yaml', '--load', text])
    expect(result.exitCode).not.toBe(0)
    expect(result.stderr).toContain('--load 40,60%,12m')
  })

  it('says which teams would be overloaded', async () => {
    const flow = 'test/fixtures/acme-support.lumos.yaml'
    const busy = await lumos(['validate', flow, '--load', '5000,60%,12m'])
    expect(busy.stdout).toContain('LUM411')
    const calm = await lumos(['validate', flow, '--load', '1,10%,5m'])
    expect(calm.stdout).not.toContain('LUM411')
  })
})
