import type { Page } from 'playwright-core'

/** Walks the in-app file browser from the home folder to a path. */
export async function browseTo(page: Page, path: string, confirm: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  const entries = dialog.getByRole('list', { name: 'Files' })
  const parts = path.split('/')
  const home = parts.findIndex((part) => part.startsWith('lumos-web-'))
  const inside = parts.slice(home + 1)
  const folders = confirm === 'Choose this folder' ? inside : inside.slice(0, -1)
  for (const folder of folders) await entries.getByRole('button', { name: new RegExp(`^${folder}\\b`) }).dblclick()
  const name = inside.at(-1) ?? ''
  if (confirm === 'Save here') await dialog.getByRole('textbox', { name: 'File name' }).fill(name)
  if (confirm === 'Open') await entries.getByRole('button', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) }).click()
  await dialog.getByRole('button', { name: confirm }).click()
}
