import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { projectRoot } from './run-in-process.ts'

it('runs from any folder, right after an install', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(projectRoot, 'cli', 'bin', 'lumos.mjs'), 'validate', join(projectRoot, 'flows', 'from-scratch', 'from-scratch.lumos.yaml')], { cwd: tmpdir() })
  expect(stdout).toContain('no problems')
})
