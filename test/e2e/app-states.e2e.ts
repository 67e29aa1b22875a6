import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { auditPage } from './audit-page.ts'
import { browseTo } from './browse-to.ts'
import { openChromium } from './shell.ts'
import type { Shell, ShellOptions } from './shell.ts'

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Runs a test in a fresh app and shows what it looked like when it fails. */
async function inApp(name: string, options: ShellOptions, test: (shell: Shell) => Promise<void>): Promise<void> {
  const shell = await openChromium(options)
  try {
    await test(shell)
  } catch (thrown) {
    await shell.shot(`${name}-failed`)
    throw thrown
  } finally {
    await shell.close()
  }
}

describe('every step of the app', () => {
  it('passes axe in light and dark, empty and after a run', async () => {
    await inApp('states', {}, async (shell) => {
      const { page } = shell
      const found: string[] = []
      const look = async (state: string): Promise<void> => {
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
          // Colours fade over; axe would measure halfway.
          await pause(300)
          await shell.shot(`${state}-${theme}`)
          found.push(...(await auditPage(page)).map((line) => `${state}, ${theme}: ${line}`))
        }
      }
      await page.locator('.template').first().waitFor()
      await look('start')
      await openTemplate(page, 'IT service desk')
      await look('design')
      await card(page, 'triage').locator('.card-title').click()
      await look('inspector')
      await page.keyboard.press('Control+j')
      await look('problems')
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await look('commands')
      await page.keyboard.press('Escape')
      await step(page, 'Decide')
      await look('decide-empty')
      await step(page, 'Simulate')
      await page.getByText('120 tickets').waitFor()
      await chooseScenario(shell, quickScenario(shell.home))
      await look('simulate')
      await page.getByRole('button', { name: 'Run the simulation' }).click()
      await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 120_000 })
      await look('simulated')
      await step(page, 'Decide')
      await page.getByRole('region', { name: 'Headline' }).waitFor()
      await page.getByRole('list', { name: 'Tickets of the run' }).getByRole('button').first().click()
      await look('decide')
      await step(page, 'Publish')
      await page.getByRole('button', { name: 'Write to a folder' }).waitFor()
      await look('publish')
      expect([...new Set(found)]).toEqual([])
      expect(shell.complaints).toEqual([])
    })
  })

  it('fits a small and a narrow window', async () => {
    await inApp('narrow', { width: 1024, height: 720, scheme: 'dark' }, async (shell) => {
      const { page } = shell
      await openTemplate(page, 'Customer support')
      for (const [name, width] of [['narrow', 1024], ['small', 1280]] as const) {
        await page.setViewportSize({ width, height: 720 })
        for (const mode of ['Design', 'Simulate', 'Decide', 'Publish']) {
          await step(page, mode)
          await pause(250)
          await shell.shot(`${name}-${mode.toLowerCase()}`)
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight')).toBe(true)
          expect(await page.evaluate("[...document.querySelectorAll('.panel-scroll, .workspace-main, .dock-body')].filter((panel) => panel.scrollWidth > panel.clientWidth).map((panel) => panel.className)")).toEqual([])
          for (const button of await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').all()) await expectInside(page, button)
        }
      }
    })
  })
})

describe('without a pointer', () => {
  it('three cards are built, connected, undone and made again', async () => {
    await inApp('keyboard', {}, async (shell) => {
      const { page } = shell
      await page.locator('.template').first().waitFor()
      await tabTo(page, page.locator('.template').filter({ hasText: 'From scratch' }))
      await page.keyboard.press('Enter')
      await card(page, 'triage').waitFor()
      await tabTo(page, page.locator('.react-flow__node-card').first())
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
      await page.locator('.card').first().waitFor({ state: 'detached' })
      for (const title of ['New ticket', 'Triage', 'End']) await addByCommand(page, title)
      for (const id of ['start', 'ticketTriage', 'end']) await card(page, id).waitFor()
      await expectWays(page, ['start#then', 'ticketTriage#then'])
      await tabTo(page, card(page, 'end'))
      const before = await card(page, 'end').boundingBox()
      await page.keyboard.press('ArrowDown')
      await expect.poll(async () => ((await card(page, 'end').boundingBox())?.y ?? 0) > (before?.y ?? 0)).toBe(true)
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await card(page, 'end').waitFor({ state: 'detached' })
      await expectWays(page, ['start#then'])
      await page.keyboard.press('Control+Shift+z')
      await card(page, 'end').waitFor()
      await expectWays(page, ['start#then', 'ticketTriage#then'])
      expect(shell.complaints).toEqual([])
    })
  })
})

describe('after a crash', () => {
  it('brings back a flow that was never saved', async () => {
    const first = await openChromium()
    await openTemplate(first.page, 'From scratch')
    await first.page.getByRole('button', { name: /^Responder/ }).first().focus()
    await first.page.keyboard.press('Enter')
    await card(first.page, 'responder').waitFor()
    await pause(2500)
    await first.kill()
    await inApp('recovered', { home: first.home }, async (shell) => {
      const { page } = shell
      await page.getByRole('region', { name: 'Recovered work' }).waitFor()
      await shell.shot('recovered')
      await page.getByRole('button', { name: 'Restore 1 unsaved flow' }).click()
      await card(page, 'responder').waitFor()
      await page.getByRole('img', { name: 'Unsaved changes' }).waitFor()
      const path = join(shell.home, 'kept.lumos.yaml')
      await page.keyboard.press('Control+s')
      await browseTo(page, path, 'Save here')
      await page.getByText('Saved', { exact: true }).waitFor()
      expect(readFileSync(path, 'utf8')).toContain('responder')
    })
  })
})

describe('files on disk', () => {
  it('that cannot be read are explained in a sentence, and the app goes on', async () => {
    await inApp('bad-files', {}, async (shell) => {
      const { page, home } = shell
      const bad = writeBadFiles(home)
      await page.getByRole('button', { name: /^Open a flow/ }).click()
      await browseTo(page, bad.flow, 'Open')
      await page.getByRole('heading', { name: /broken\.lumos\.yaml cannot be drawn yet/ }).waitFor()
      await page.getByText(/^Line \d+\. \w/).first().waitFor()
      await shell.shot('bad-flow')
      await page.getByRole('button', { name: 'Close', exact: true }).click()
      await page.getByRole('button', { name: /^Open a flow/ }).click()
      await browseTo(page, bad.binaryFlow, 'Open')
      await expectSentence(shell, 'bad-binary')

      await openTemplate(page, 'From scratch')
      await step(page, 'Simulate')
      await chooseIn(page, 'Tickets', 'Choose a file', bad.tickets)
      await expectSentence(shell, 'bad-columns')
      await chooseIn(page, 'Tickets', 'Choose a file', bad.binaryTickets)
      await expectSentence(shell, 'bad-tickets')
      await page.getByRole('region', { name: 'Knowledge' }).getByRole('button', { name: 'Choose a folder of articles' }).click()
      await browseTo(page, bad.knowledge, 'Choose this folder')
      await expectSentence(shell, 'bad-knowledge')
      await chooseIn(page, 'Tickets', 'Choose a file', bad.goodTickets)
      await page.getByText('2 tickets').waitFor()
      expect(shell.complaints).toEqual([])
    })
  })

  it('that another program changes are read again, or merged with what is unsaved here', async () => {
    await inApp('disk', {}, async (shell) => {
      const { page, home } = shell
      const path = join(home, 'desk.lumos.yaml')
      const rewrite = (from: RegExp | string, to: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
      const unsaved = page.getByRole('img', { name: 'Unsaved changes' })
      await openTemplate(page, 'From scratch')
      await page.keyboard.press('Control+s')
      await browseTo(page, path, 'Save here')
      await page.getByText('Saved', { exact: true }).waitFor()

      await pause(2500)
      expect(await page.locator('.disk-notice').count()).toBe(0)
      rewrite(/title: .*/, 'title: Changed elsewhere # by Ada')
      await page.getByText('desk.lumos.yaml was read again').waitFor()
      await page.getByRole('button', { name: 'Changed elsewhere', exact: true }).waitFor()
      expect(await unsaved.count()).toBe(0)

      await page.getByRole('button', { name: /^Responder/ }).first().focus()
      await page.keyboard.press('Enter')
      await unsaved.waitFor()
      rewrite('Changed elsewhere', 'Changed again')
      await page.getByText('Both changes of desk.lumos.yaml are here').waitFor()
      await page.getByRole('button', { name: 'Changed again', exact: true }).waitFor()
      await card(page, 'responder').waitFor()
      await page.keyboard.press('Control+s')
      await unsaved.waitFor({ state: 'detached' })
      expect(readFileSync(path, 'utf8')).toMatch(/title: Changed again # by Ada[^]*responder:/)

      await renameFlow(page, 'Mine')
      rewrite('title: Changed again', 'title: Theirs')
      const dialog = page.getByRole('dialog', { name: 'Another program changed desk.lumos.yaml too' })
      await dialog.waitFor()
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await pause(300)
        await shell.shot(`disk-merge-${theme}`)
        expect(await auditPage(page)).toEqual([])
      }
      await dialog.getByRole('radio', { name: /Take theirs/ }).check()
      await dialog.getByRole('button', { name: 'Bring both together' }).click()
      await page.getByRole('button', { name: 'Theirs', exact: true }).waitFor()

      await renameFlow(page, 'Mine again')
      rewrite('title: Theirs', 'title: Theirs again')
      await dialog.getByRole('button', { name: 'Not now' }).click()
      await page.getByText(/its version was not taken over/).waitFor()
      await shell.shot('disk-notice')
      await page.keyboard.press('Control+s')
      await page.getByRole('dialog', { name: 'The file on disk is another one than you opened' }).getByRole('button', { name: 'Cancel' }).click()
      expect(readFileSync(path, 'utf8')).toContain('Theirs again')

      await page.keyboard.press('Control+Shift+s')
      await browseTo(page, path, 'Save here')
      await page.getByRole('dialog', { name: 'Replace “desk.lumos.yaml”?' }).getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('dialog', { name: 'Save the flow' }).getByRole('button', { name: 'Cancel' }).click()
      expect(readFileSync(path, 'utf8')).toContain('Theirs again')
      await page.getByRole('button', { name: 'Bring both together' }).click()
      await dialog.getByRole('button', { name: 'Bring both together' }).click()
      await page.keyboard.press('Control+s')
      await unsaved.waitFor({ state: 'detached' })
      expect(readFileSync(path, 'utf8')).toContain('title: Mine again # by Ada')
      expect(shell.complaints).toEqual([])
    })
  })
})

/** Gives the flow another title in the inspector of the flow. */
async function renameFlow(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Escape')
  const field = page.getByLabel('Title of the flow')
  await field.fill(title)
  await field.press('Tab')
  await page.getByRole('button', { name: title, exact: true }).waitFor()
}

async function openTemplate(page: Page, title: string): Promise<void> {
  await page.locator('.template').filter({ hasText: title }).click()
  await page.locator('.card').first().waitFor()
}

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true }).click()
}

function card(page: Page, id: string): Locator {
  return page.locator(`.react-flow__node[data-id="${id}"]`)
}

async function chooseIn(page: Page, region: string, button: string, path: string): Promise<void> {
  await page.getByRole('region', { name: region }).getByRole('button', { name: button }).click()
  await browseTo(page, path, 'Open')
}

async function chooseScenario(shell: Shell, path: string): Promise<void> {
  await chooseIn(shell.page, 'Scenario', 'Change', path)
  await shell.page.getByText('2 replications', { exact: false }).waitFor()
}

/** The first error message says what happened and what to do, and goes away when it is closed. */
async function expectSentence({ page, shot }: Shell, name: string): Promise<void> {
  const toast = page.locator('.toast').first()
  await toast.waitFor({ timeout: 20_000 })
  await shot(name)
  const said = (await toast.locator('.toast-text').innerText()).trim()
  expect(said).toMatch(/^[A-Z“"].{20,}\.$/s)
  expect(said).not.toMatch(/Error:|ENO|undefined|\[object|at .*\.ts/)
  await page.getByRole('button', { name: 'Close message' }).first().click()
  await toast.waitFor({ state: 'detached' })
}

/** Moves the focus with Tab until it is there; what cannot be reached so cannot be used without a pointer. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there.')
}

async function addByCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commands and cards' }).waitFor()
  await page.keyboard.type(`Add: ${title}`)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function expectWays(page: Page, ids: readonly string[]): Promise<void> {
  await expect.poll(() => page.locator('.react-flow__edge').evaluateAll((edges) => edges.map((edge) => edge.getAttribute('data-id')).sort())).toEqual([...ids].sort())
}

async function expectInside(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox()
  const size = page.viewportSize()
  expect(box !== null && size !== null && box.x >= 0 && box.x + box.width <= size.width).toBe(true)
}

function quickScenario(home: string): string {
  const path = join(home, 'quick.yaml')
  const text = readFileSync(new URL('../../flows/it-service-desk/scenario.lumos.yaml', import.meta.url), 'utf8')
  writeFileSync(path, text.replace(/replications: \d+/, 'replications: 2'))
  return path
}

function writeBadFiles(home: string): { readonly flow: string; readonly binaryFlow: string; readonly tickets: string; readonly binaryTickets: string; readonly goodTickets: string; readonly knowledge: string } {
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(home, name), content)
    return join(home, name)
  }
  const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 151 + (i >> 3) * 67) % 256)
  const knowledge = join(home, 'no-articles')
  mkdirSync(knowledge)
  return {
    flow: put('broken.lumos.yaml', 'apiVersion: lumos/v1\nkind: Workflow\nmetadata:\n  name: [broken\nspec: {}\n'),
    binaryFlow: put('noise.lumos.yaml', noise),
    tickets: put('wrong-columns.csv', 'colour,shape\nred,round\nblue,square\n'),
    binaryTickets: put('noise.csv', noise),
    goodTickets: put('two.csv', 'id,created_at,channel,subject,description\nA,2026-03-02T08:00:00Z,email,Hello,Where is my parcel?\nB,2026-03-02T09:00:00Z,email,Hi,How do I reset my password?\n'),
    knowledge,
  }
}
