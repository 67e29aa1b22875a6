import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { auditPage } from './audit-page.ts'
import { browseTo } from './browse-to.ts'
import { openChromium } from './shell.ts'

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

const tickets = [
  { id: 'A-1', created_at: '2026-01-05T09:00:00Z', subject: 'Refund for order 4711-B', description: 'Hello,\nplease refund order 4711-B to DE89 3704 0044 0532 0130 00. The app shows error 0x80070005 in version 2.3.1.\nCall me on +44 20 7946 0991 or write to quenby.thistlewood@post.example.\n\nRegards,\nQuenby Thistlewood', requester_name: 'Quenby Thistlewood' },
  { id: 'A-2', created_at: '2026-01-05T11:00:00Z', subject: 'Card declined', description: 'Hi Anna,\nthis is Ottoline from Leeds. My card 4111 1111 1111 1111 was declined twice for $1,299.00.' },
  { id: 'A-3', created_at: '2026-01-05T12:00:00Z', subject: 'Lamp', description: 'The lamp in the hall flickers since Monday.' },
]

it('personal data is taken out of an import that was looked at first, and can be let in again', async () => {
  const shell = await openChromium()
  const { page } = shell
  const found: string[] = []
  const look = async (state: string): Promise<void> => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await pause(300)
      await shell.shot(`redaction-${state}-${theme}`)
      found.push(...(await auditPage(page)).map((line) => `${state}, ${theme}: ${line}`))
    }
  }
  try {
    writeFileSync(join(shell.home, 'tickets.jsonl'), tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join(''))
    await page.locator('.template').filter({ hasText: 'Customer support' }).click()
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Simulate' }).click()
    await page.getByText('Personal data: as in the file').first().waitFor()
    await page.keyboard.press('Control+,')
    await page.getByRole('switch', { name: 'Take personal data out before storing' }).click()
    await look('settings')
    await page.getByRole('button', { name: 'Done' }).click()
    await card(page).getByRole('button', { name: 'Change', exact: true }).click()
    await browseTo(page, join(shell.home, 'tickets.jsonl'), 'Open')
    const dialog = page.getByRole('dialog', { name: 'Take personal data out' })
    await dialog.getByText('Found in 2 of the 3 tickets').waitFor()
    await look('preview')
    await dialog.getByRole('button', { name: /^Card numbers/ }).click()
    await expect.poll(() => dialog.getByRole('region', { name: 'Example A-2' }).locator('mark').allInnerTexts(), { timeout: 30_000 }).toEqual(['Anna', 'Ottoline', '[person 1]', '[person 2]'])
    await dialog.getByRole('button', { name: /^Card numbers/ }).click()
    await dialog.getByRole('button', { name: 'Take out and import' }).click()
    await card(page).getByText('Personal data: 8 taken out').waitFor()
    await page.getByRole('list', { name: 'Tickets' }).getByText('[person 1]').first().waitFor()
    expect(await page.getByText('Quenby').count()).toBe(0)
    await look('imported')
    await card(page).getByRole('button', { name: 'Change…' }).click()
    await dialog.getByRole('button', { name: 'Import as it is' }).click()
    await card(page).getByText('Personal data: as in the file').waitFor()
    expect([...new Set(found)]).toEqual([])
    expect(shell.complaints).toEqual([])
  } catch (thrown) {
    await shell.shot('redaction-failed')
    throw thrown
  } finally {
    await shell.close()
  }
})

function card(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('region', { name: 'Tickets' })
}
