import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds of serious or critical impact on a page, one line each: the rule, the element, and why. */
export async function auditPage(page: Page): Promise<readonly string[]> {
  // The page's content policy forbids script elements; evaluating the source is not one.
  await page.evaluate(source)
  const found: unknown = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' - ' + [...node.any, ...node.all, ...node.none].map(({ message }) => message).join('; '))))`)
  return Array.isArray(found) ? found.map(String) : [`axe gave no list: ${String(found)}`]
}
