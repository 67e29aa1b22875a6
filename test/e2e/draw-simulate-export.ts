import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { runCli } from '../../cli/run-cli.ts'
import { browseTo } from './browse-to.ts'
import type { Shell } from './shell.ts'

/**
 * The first whole run as a person does it: draws a small flow from nothing, simulates tickets of their own through it and exports it.
 * Everything goes through the screen; what it left on disk is then read back by the command line.
 */
export async function drawSimulateExport(shell: Shell): Promise<void> {
  const { page } = shell
  const data = writeOwnData(shell.home)

  await page.getByRole('button', { name: /^From scratch/ }).first().click()
  await clearCanvas(page)
  await draw(page)
  await undoAndRedo(page)
  await shell.shot('01-drawn')

  await writeRules(page)
  await page.getByText('0 errors').first().waitFor()
  await shell.shot('02-ruled')

  const flowPath = join(shell.home, 'desk', 'my-desk.lumos.yaml')
  await saveAs(shell, flowPath)
  await page.getByRole('button', { name: 'Spec (YAML)' }).or(page.getByRole('tab', { name: 'Spec (YAML)' })).click()
  await shell.shot('03-saved')
  expect(readFileSync(flowPath, 'utf8')).toContain('knowledgeRetrieval.topConfidence >= 0.2')
  expect(readFileSync(flowPath.replace('.lumos.yaml', '.layout.json'), 'utf8')).toContain('"ticketTriage"')

  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Simulate', exact: true }).click()
  await chooseData(shell, 'Tickets', data.tickets)
  await page.getByText('40 tickets', { exact: false }).first().waitFor()
  await chooseData(shell, 'Knowledge', data.knowledge)
  await shell.shot('04-loaded')
  await page.getByRole('button', { name: 'Run the simulation' }).click()
  await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 180_000 })
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Decide', exact: true }).click()
  await page.getByRole('region', { name: 'Headline' }).waitFor()
  await shell.shot('05-decide')

  await page.getByRole('list', { name: 'Tickets of the run' }).getByRole('button').first().click()
  await shell.shot('06-ticket')
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Publish', exact: true }).click()
  const out = join(shell.home, 'desk', 'export')
  mkdirSync(out)
  await exportTo(shell, out)
  await shell.shot('07-published')

  const written = readdirSync(out).sort()
  expect(written.length).toBeGreaterThanOrEqual(4)
  await expectClean([flowPath, ...written.filter((name) => name.endsWith('.lumos.yaml')).map((name) => join(out, name))])
  expect(shell.complaints).toEqual([])
}

async function clearCanvas(page: Page): Promise<void> {
  await page.locator('.react-flow__node[data-id="triage"]').waitFor()
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } })
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.locator('.card').first().waitFor({ state: 'detached' })
}

async function draw(page: Page): Promise<void> {
  await dragFromPalette(page, 'New ticket', { x: 160, y: 200 })
  await dragFromPalette(page, 'Spam and auto-reply filter', { x: 480, y: 200 })
  await connectByPointer(page, 'start', 'then', 'inboundFilter')
  // From here on with the keyboard only: Enter adds a card after the chosen one and connects it.
  await chooseCard(page, 'inboundFilter')
  for (const title of ['Triage', 'Knowledge search', 'Decision', 'Hand over to people', 'End']) await addByKeyboard(page, title)
  await card(page, 'end').waitFor()
}

async function writeRules(page: Page): Promise<void> {
  await chooseCard(page, 'decision')
  await page.getByRole('tab', { name: 'Rules' }).click()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const rule = page.locator('.rule .cm-content').first()
  await typeRule(page, rule, 'knowledgeRetrieval.topConfidnce >= 0.2')
  await page.getByText(/topConfidnce/).filter({ hasText: /mean|unknown|no field|not/i }).first().waitFor()
  await typeRule(page, rule, 'knowledgeRetrieval.topConfidence >= 0.2')
  await chooseCard(page, 'decision')
  await addByKeyboard(page, 'Responder')
  await addByKeyboard(page, 'Send a message')
  await card(page, 'reply').waitFor()
  await page.getByRole('tab', { name: 'Settings' }).click()
  const text = page.getByRole('textbox', { name: 'Text' })
  await text.fill('{{responder.text}}')
  await text.blur()
  await pick(page, 'The customer replied', 'Hand over')
  await pick(page, 'No reply within', 'Solved')
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } })
  await page.getByRole('button', { name: 'Last resort' }).click()
  await pick(page, 'Last resort', 'Hand over')
}

async function dragFromPalette(page: Page, title: string, at: { readonly x: number; readonly y: number }): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).first().dragTo(page.locator('.react-flow__pane'), { targetPosition: at })
}

async function addByKeyboard(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Find a card' }).fill(title)
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Find a card' }).fill('')
}

async function connectByPointer(page: Page, source: string, port: string, target: string): Promise<void> {
  const from = await boxOf(page.locator(`.react-flow__node[data-id="${source}"] .react-flow__handle.source[data-handleid="${port}"]`))
  const to = await boxOf(page.locator(`.react-flow__node[data-id="${target}"] .react-flow__handle.target[data-handleid="in"]`))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  await page.locator(`.react-flow__edge[data-id="${source}#${port}"]`).waitFor({ state: 'attached' })
}

async function boxOf(handle: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await handle.boundingBox()
  if (box === null) throw new Error('a port is not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function chooseCard(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: 'Fit the whole flow' }).click()
  await card(page, id).locator('.card-title').click()
}

async function undoAndRedo(page: Page): Promise<void> {
  await card(page, 'end').focus()
  await page.keyboard.press('Control+z')
  await card(page, 'end').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+z')
  await card(page, 'end').waitFor()
}

function card(page: Page, id: string): Locator {
  return page.locator(`.react-flow__node[data-id="${id}"]`)
}

async function typeRule(page: Page, rule: Locator, text: string): Promise<void> {
  await rule.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
  await page.keyboard.press('Escape')
  await rule.blur()
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}.*: `, 'i') }).first().click()
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).first().click()
}

async function saveAs(shell: Shell, path: string): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true })
  if (shell.name === 'electron') await shell.answerDialog(path)
  await shell.page.keyboard.press('Control+s')
  if (shell.name === 'chromium') await browseTo(shell.page, path, 'Save here')
  await shell.page.getByText(/Saved/).first().waitFor()
}

async function chooseData(shell: Shell, card: string, path: string): Promise<void> {
  const section = shell.page.getByRole('region', { name: card })
  if (shell.name === 'electron') await shell.answerDialog(path)
  await section.getByRole('button', { name: 'Choose a file' }).click()
  if (shell.name === 'chromium') await browseTo(shell.page, path, 'Open')
}

async function exportTo(shell: Shell, folder: string): Promise<void> {
  if (shell.name === 'electron') await shell.answerDialog(folder)
  await shell.page.getByRole('button', { name: /^(Export|Write)/ }).first().click()
  if (shell.name === 'chromium') await browseTo(shell.page, folder, 'Choose this folder')
  await shell.page.getByText(`Written to ${folder}`).waitFor()
}

async function expectClean(files: readonly string[]): Promise<void> {
  let out = ''
  const code = await runCli(['validate', ...files], { stdout: (text) => { out += text }, stderr: (text) => { out += text }, isTTY: false, cwd: '/' })
  expect([code, out]).toEqual([0, expect.stringContaining('no problems')])
}

/** Forty tickets and three articles as a team would bring them: a CSV export and a JSONL file of help articles. */
function writeOwnData(home: string): { readonly tickets: string; readonly knowledge: string } {
  const dir = join(home, 'data-in')
  mkdirSync(dir)
  const tickets = join(dir, 'tickets.csv')
  const knowledge = join(dir, 'articles.jsonl')
  const questions = [
    ['Cannot reset my password', 'The reset link in the e-mail says it has expired. How do I get a new one?'],
    ['Invoice is wrong', 'My invoice shows two seats but we only use one. Please correct it.'],
    ['App does not start', 'Since the update the app closes at once with error E-204. What can I do?'],
    ['I want to talk to somebody', 'This is the third time I write. Please let me speak to a real person.'],
    ['Export my data', 'Where do I find the export of all my projects?'],
  ] as const
  const rows = Array.from({ length: 40 }, (_, i) => {
    const [subject, text] = questions[i % questions.length] ?? questions[0]
    const at = new Date(Date.UTC(2026, 2, 2, 8, 0) + i * 47 * 60_000).toISOString()
    const first = new Date(Date.parse(at) + 3.5 * 3_600_000).toISOString()
    return [`T-${i + 1}`, at, i % 3 === 0 ? 'chat' : 'email', subject, text, first].map((cell) => `"${cell}"`).join(',')
  })
  writeFileSync(tickets, ['id,created_at,channel,subject,description,first_response_at', ...rows].join('\n'))
  const articles = [
    { id: 'reset', title: 'Reset your password', text: 'Open the sign-in page and choose Forgot password. The link is valid for one hour. When it has expired, ask for a new link in the same place.' },
    { id: 'export', title: 'Export your projects', text: 'Open Settings, then Data, and choose Export all projects. You get an e-mail with a link to the archive.' },
    { id: 'e204', title: 'Error E-204 after an update', text: 'Error E-204 means that an old plug-in is still loaded. Start the app with the Shift key held down and remove the plug-in.' },
  ]
  writeFileSync(knowledge, articles.map((article) => JSON.stringify(article)).join('\n'))
  return { tickets, knowledge }
}
