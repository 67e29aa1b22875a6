import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../cli/run-cli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('the files of docs/first-run.md', () => {
  it.each(['docs/first-run/forum-desk.lumos.yaml', 'docs/first-run/scenario.lumos.yaml'])('%s has no finding', async (file) => {
    let out = ''
    const code = await runCli(['validate', file], { stdout: (text) => { out += text }, stderr: (text) => { out += text }, isTTY: false, cwd: root })
    expect([code, out]).toEqual([0, expect.stringContaining('no problems')])
  })
})
