import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { catalog } from '../../models/catalog.ts'
import { lumos } from './run-in-process.ts'

const env = { LUMOS_DATA_DIR: join(tmpdir(), 'lumos-no-such-folder') }

it('lists every model that ships, with size, licence, digest and origin', async () => {
  const { stdout, exitCode } = await lumos(['models', 'list', '--json'], { env })
  const listed = z.array(z.object({ id: z.string(), task: z.string(), bytes: z.number().positive(), licence: z.string(), digest: z.string().length(64), source: z.string(), state: z.literal('shipped') })).parse(JSON.parse(stdout))
  expect(exitCode).toBe(0)
  expect(listed.map(({ id }) => id)).toEqual(catalog.map(({ id }) => id))
})

it.each(catalog.map(({ id }) => id))('shows everything about %s, its card included', async (id) => {
  const { stdout, exitCode } = await lumos(['models', 'info', id], { env })
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`${id}  (shipped)`)
  expect(stdout).toContain('\n# ')
})

it('names the models that there are where one is unknown', async () => {
  const { stderr, exitCode } = await lumos(['models', 'info', 'nothing'], { env })
  expect(stderr).toContain('There is no model "nothing" here.')
  expect(stderr).toContain('tone')
  expect(exitCode).toBe(2)
})
