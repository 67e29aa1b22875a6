import { describe, expect, it } from 'vitest'
import { auditPage } from './audit-page.ts'
import { openChromium } from './shell.ts'

describe('deciding on a run of the support template', () => {
  it('shows the numbers of the run in every chart, as a table too, and moves its target by keyboard', async () => {
    const shell = await openChromium({ scheme: 'dark', width: 1100, height: 700 })
    const { page } = shell
    try {
      await page.locator('.template').filter({ hasText: 'Customer support' }).click()
      await page.locator('.card').first().waitFor()
      const step = (name: string) => page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true }).click()
      await step('Simulate')
      await page.getByRole('button', { name: 'Run the simulation' }).click()
      await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 180_000 })
      await step('Decide')
      const headline = page.getByRole('region', { name: 'Headline' })
      expect(await headline.getByRole('group', { name: 'First response by anyone' }).innerText()).toMatch(/With this flow, simulated\s+\d+ [smhd]/u)
      expect(await headline.getByRole('group', { name: 'First response by a person' }).innerText()).toMatch(/95 %: .+ to .+, \d+ answered/u)

      const chart = (name: string) => page.getByRole('region', { name, exact: true })
      const answers = chart('How soon requests are answered')
      const share = async (): Promise<number> => Number.parseFloat(await answers.locator('.response-read > div').filter({ hasText: 'With this flow' }).locator('dd').first().innerText())
      const withinAnHour = await share()
      expect(withinAnHour).toBeGreaterThan(0)
      await answers.getByRole('slider', { name: 'Target for the first response' }).press('End')
      expect(await share()).toBeGreaterThan(withinAnHour)

      for (const name of ['How soon requests are answered', 'Open tickets over time', 'Hours of the week', 'How busy the teams are', 'Promises kept', 'Where the time goes']) {
        await chart(name).getByRole('button', { name: 'As a table' }).press('Enter')
        expect(await chart(name).locator('tbody td').filter({ hasText: /[1-9]/u }).count(), name).toBeGreaterThan(0)
      }
      expect(await auditPage(page)).toEqual([])
      expect(await page.getByRole('button', { name: 'As a chart' }).count()).toBe(6)
      expect(await page.evaluate("[...document.querySelectorAll('.workspace-main, .panel-card, .headline, .tile')].filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)")).toEqual([])
      await shell.shot('decide-tables')
      expect(shell.complaints).toEqual([])
    } finally {
      await shell.close()
    }
  })
})
