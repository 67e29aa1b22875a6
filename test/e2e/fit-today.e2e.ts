import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { knownHistory } from '../core/history/known-desk.ts'
import { auditPage } from './audit-page.ts'
import { browseTo } from './browse-to.ts'
import { openChromium, type Shell } from './shell.ts'

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())

/** An export as a help desk gives it: a desk of four that answers P2 sooner than P4. */
function historyFile(weeks: number, more: (line: readonly string[]) => readonly string[] = (line) => line): string {
  const history = knownHistory({
    weeks, people: 4, perHour: 1, priorityOf: (index) => (index % 10 < 7 ? 'P2' : 'P4'),
    baseline: { shrinkage: 0.3, handleTime: { default: { mean: '20m', cv: 1 } }, responseDelayByPriority: { P2: { median: '1h', p95: '3h' }, P4: { median: '8h', p95: '20h' } } },
  })
  const rows = history.map(({ id, createdAt, history: { firstResponseAt, solvedAt, priority = '' } }) => more([id, iso(createdAt), iso(firstResponseAt), iso(solvedAt), priority, `Question ${id}`]))
  return [['id', 'created_at', 'first_response_at', 'solved_at', 'priority', 'subject'], ...rows].map((row) => row.join(',')).join('\n')
}

async function chooseTickets({ page, home }: Shell, name: string, text: string): Promise<void> {
  writeFileSync(join(home, name), text)
  await page.getByRole('region', { name: 'Tickets' }).getByRole('button', { name: /^(?:Choose a file|Change)$/ }).first().click()
  await browseTo(page, join(home, name), 'Open')
  await page.getByText(name).waitFor()
}

const fitButton = (page: Page) => page.getByRole('button', { name: 'Fit today to these tickets' })

describe('fitting today in the scenario card', () => {
  it.each(['light', 'dark'] as const)('shows what it finds and what it cannot, and is taken without replacing anything (%s)', async (scheme) => {
    const shell = await openChromium({ scheme, height: 1100 })
    const { page, home } = shell
    try {
      await page.locator('.template').filter({ hasText: 'Customer support' }).click()
      await page.locator('.card').first().waitFor()
      await page.keyboard.press('Control+s')
      await browseTo(page, join(home, 'desk.lumos.yaml'), 'Save here')
      await page.getByText('Saved', { exact: true }).waitFor()
      await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Simulate', exact: true }).click()
      const audit = async (name: string): Promise<void> => {
        await shell.shot(`fit-${name}-${scheme}`)
        expect(await auditPage(page)).toEqual([])
      }

      await chooseTickets(shell, 'untimed.csv', historyFile(6, ([id = '', at = '', , , priority = '', subject = '']) => [id, at, '', '', priority, subject]))
      await page.getByText(/Today cannot be fitted to these tickets/).waitFor()
      await page.getByText(/Today cannot be fitted to these tickets/).scrollIntoViewIfNeeded()
      await audit('no-times')

      await chooseTickets(shell, 'few.csv', historyFile(6).split('\n').slice(0, 21).join('\n'))
      await fitButton(page).click()
      await page.getByText(/A fit needs at least 50 tickets; there are 20/).waitFor()
      await fitButton(page).scrollIntoViewIfNeeded()
      await audit('too-few')

      await chooseTickets(shell, 'long.csv', historyFile(60))
      await fitButton(page).click()
      await page.getByRole('button', { name: 'Stop fitting' }).waitFor()
      await page.getByRole('button', { name: 'Stop fitting' }).scrollIntoViewIfNeeded()
      await audit('running')
      await page.getByRole('button', { name: 'Stop fitting' }).click()
      await page.getByText('Fitting was stopped. Nothing has changed.').waitFor()
      await fitButton(page).scrollIntoViewIfNeeded()
      await audit('stopped')

      const split = Date.UTC(2026, 0, 5) + 0.7 * 8 * 7 * 86_400_000
      await chooseTickets(shell, 'changed.csv', historyFile(8, ([id = '', at = '', first = '', solved = '', ...rest]) => [id, at, Date.parse(at) < split || first === '' ? first : iso(Date.parse(first) + 9 * 86_400_000), Date.parse(at) < split || solved === '' ? solved : iso(Date.parse(solved) + 9 * 86_400_000), ...rest]))
      await fitButton(page).click()
      await page.getByText(/“Times faster” will not be said/).waitFor({ timeout: 60_000 })
      await page.getByRole('button', { name: 'Use it all the same' }).scrollIntoViewIfNeeded()
      await audit('refused')

      await chooseTickets(shell, 'history.csv', historyFile(8))
      await fitButton(page).click()
      await page.getByText('Trusted: the median is within 20 %.').waitFor({ timeout: 60_000 })
      await page.getByRole('button', { name: 'Use for the run' }).scrollIntoViewIfNeeded()
      await audit('done')
      await page.getByRole('button', { name: 'Use for the run' }).click()
      await page.getByText('It is in today.lumos.yaml, beside the flow.').waitFor()
      await page.getByRole('region', { name: 'Scenario' }).getByText('Fitted today').waitFor()
      await audit('taken')
      const written = readFileSync(join(home, 'today.lumos.yaml'), 'utf8')
      expect(written).toContain('responseDelayByPriority:')
      // The template's scenario lies in no file: it is written out with the fit.
      expect(written).toContain('aiLatency:')

      await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
      await page.getByRole('region', { name: 'Scenario' }).getByText('Fitted today').waitFor({ state: 'detached' })
      await fitButton(page).click()
      await page.getByRole('button', { name: 'Use for the run' }).click({ timeout: 60_000 })
      await page.getByText('It is in today-2.lumos.yaml, beside the flow.').waitFor()
      expect(readFileSync(join(home, 'today.lumos.yaml'), 'utf8')).toBe(written)
      expect(existsSync(join(home, 'today-2.lumos.yaml'))).toBe(true)
      expect(shell.complaints).toEqual([])
    } finally {
      await shell.close()
    }
  })
})
