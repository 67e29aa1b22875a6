import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint({ cwd: fileURLToPath(new URL('..', import.meta.url)) })

/** The messages of the lint rules for a text at that place. */
async function findings(text: string, file: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: fileURLToPath(new URL(`../${file}`, import.meta.url)) })
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId?.startsWith('no-restricted') === true).map(({ message }) => message)
}

const banned = [
  ...['log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'pow', 'sin', 'cos', 'tan', 'asin', 'atan2', 'sinh', 'tanh', 'hypot', 'cbrt', 'random'].map((name) => `export const x = Math.${name}(2, 3)`),
  "export const x = Math['log'](2)", 'const { log } = Math\nexport const x = log(2)', 'const m = Math\nexport const x = m', 'export const x = (a: number): number => a ** 0.5', 'let y = 2\ny **= 3\nexport const x = y',
  'export const x = Date.now()', 'export const x = new Date(0)', "export const x = new Intl.Collator('en')", 'export const x = performance.now()', 'export const x = globalThis',
  "export const x = 'a'.localeCompare('b')", 'export const x = (1).toLocaleString()', "export const x = 'I'.toLocaleLowerCase()", 'export const x = [1].toLocaleString()',
]
const allowed = [
  ...['sqrt', 'floor', 'round', 'ceil', 'trunc', 'abs', 'min', 'max', 'imul', 'sign'].map((name) => `export const x = Math.${name}(2, 3)`), 'export const x = Math.PI', 'export const x = (a: number): number => a * a',
]
const rooms = ['core/simulation', 'core/engine', 'core/metrics', 'core/calendars', 'core/conditions', 'core/signals', 'core/simulation/what-if']

describe('the rooms that results are made in', () => {
  it.each(banned)('may not hold: %s', async (text) => {
    expect(await findings(`${text}\n`, 'core/simulation/probe.ts')).not.toEqual([])
  })

  it.each(allowed)('may hold: %s', async (text) => {
    expect(await findings(`${text}\n`, 'core/simulation/probe.ts')).toEqual([])
  })

  it.each(rooms)('are all under the rule: %s', async (room) => {
    expect(await findings('export const x = [Math.log(2), Date.now(), [1].toLocaleString()]\n', `${room}/probe.ts`)).toHaveLength(3)
  })

  it('leave other rooms their functions', async () => {
    expect(await findings('export const x = Math.log(2)\n', 'renderer/probe.ts')).toEqual([])
  })

  it('say what to use instead', async () => {
    expect(await findings('export const x = Math.log(2)\n', 'core/simulation/probe.ts')).toEqual(['Not the same bits on every system: use core/simulation/math-ln.ts and math-exp.ts, or multiply.'])
  })
})
