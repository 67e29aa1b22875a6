import { describe, expect, it } from 'vitest'
import { auditPage } from './audit-page.ts'
import { openChromium } from './shell.ts'

const overflowing = "[...document.querySelectorAll('.workspace-main, .panel-scroll, .panel-card, .lever, .what-if-tile')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className)"

describe('asking what if in the Decide step', () => {
  it('moves a slider by keyboard, tightens the difference over all replications, draws a curve, and applies it as an edit that can be undone', async () => {
    const shell = await openChromium({ width: 1440, height: 900 })
    const { page } = shell
    try {
      await page.locator('.template').filter({ hasText: 'Customer support' }).click()
      await page.locator('.card').first().waitFor()
      const step = (name: string) => page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true }).click()
      await step('Decide')
      await page.getByText('Run your tickets first.').waitFor()
      await shell.shot('what-if-before-a-run')
      await step('Simulate')
      await page.getByRole('button', { name: 'Run the simulation' }).click()
      await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 180_000 })
      await step('Decide')

      const levers = page.locator('.lever')
      await levers.first().waitFor()
      await shell.shot('what-if-levers')
      const people = page.getByRole('group', { name: 'People' }).getByRole('slider').first()
      const before = await people.getAttribute('aria-valuetext')
      await people.press('ArrowRight')
      expect(await people.getAttribute('aria-valuetext')).toContain(`now ${before ?? 'nothing'}`)
      const result = page.getByRole('region', { name: 'What if', exact: true })
      await result.getByRole('status').filter({ hasText: /^All \d+ replications$/u }).waitFor({ timeout: 120_000 })
      const deltas = await result.locator('.what-if-delta').allInnerTexts()
      expect(deltas.length).toBeGreaterThan(2)
      expect(deltas.some((text) => /\d/u.test(text))).toBe(true)
      expect(await page.evaluate(overflowing)).toEqual([])
      expect(await auditPage(page)).toEqual([])
      await shell.shot('what-if-moved')

      await page.getByRole('group', { name: 'People' }).getByRole('button', { name: /^Draw the curve of / }).first().press('Enter')
      const curve = page.getByRole('region', { name: /, by “/u })
      await curve.getByText(/replications? at each point;/u).waitFor({ timeout: 120_000 })
      await curve.scrollIntoViewIfNeeded()
      await shell.shot('what-if-curve')
      await curve.getByRole('button', { name: 'As a table' }).press('Enter')
      expect(await curve.locator('tbody tr').filter({ hasText: '(the run)' }).count()).toBe(1)
      await curve.getByRole('button', { name: 'As a chart' }).press('Enter')

      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 1100, height: 700 })
      await result.scrollIntoViewIfNeeded()
      expect(await page.evaluate(overflowing)).toEqual([])
      expect(await auditPage(page)).toEqual([])
      await shell.shot('what-if-dark-small')

      await page.getByRole('region', { name: 'Smallest team' }).getByRole('button', { name: 'Find out' }).press('Enter')
      await page.getByRole('region', { name: 'Smallest team' }).getByRole('button', { name: 'Put away' }).waitFor({ timeout: 180_000 })
      await page.getByRole('region', { name: 'Smallest team' }).scrollIntoViewIfNeeded()
      await shell.shot('what-if-staff')

      await result.getByRole('button', { name: 'Apply' }).press('Enter')
      await result.getByText('Applied', { exact: true }).waitFor()
      await result.scrollIntoViewIfNeeded()
      await shell.shot('what-if-applied')
      // Undo belongs to the canvas: from the Design step, as for any other edit.
      await step('Design')
      await page.locator('.card').first().waitFor()
      await page.keyboard.press('Control+z')
      await step('Decide')
      await result.getByRole('button', { name: 'Apply' }).waitFor()
      expect(shell.complaints).toEqual([])
    } finally {
      await shell.close()
    }
  })
})
