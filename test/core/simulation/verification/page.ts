import type { Check } from './check.ts'
import type { Row, StudySet } from './study.ts'

/** One line of the page: its key, and the whole line as it stands there. */
export type PageRow = { readonly set: StudySet | 'exact'; readonly key: string; readonly line: string }

/** A figure of a study as a line of the page. */
export function rowOf(row: Row): PageRow {
  const unit = row.unit === '' ? '' : ` ${row.unit}`
  return pageRow(row.set, row.id, row.model, row.quantity, [
    `${row.expected}${unit}`, `${Number(row.obtained.toPrecision(6))}`, `${Number(row.halfWidth.toPrecision(3))}`, `${row.replications}`, `${row.seed}`, row.objection === '' ? 'accepted' : `REFUSED: ${row.objection}`,
  ])
}

/** A check as a line of the page. */
export function rowOfCheck({ id, model, quantity, expected }: Check, { obtained, holds }: ReturnType<Check['run']>): PageRow {
  return pageRow('exact', id, model, quantity, [expected, obtained, holds ? 'holds' : 'REFUSED'])
}

function pageRow(set: PageRow['set'], id: string, model: string, quantity: string, cells: readonly string[]): PageRow {
  const key = `| ${id} | ${model} | ${quantity} |`
  return { set, key, line: `${key} ${cells.join(' | ')} |` }
}

/** The line of the page that has that key, if there is one. */
export function lineOn(page: string, key: string): string | undefined {
  return page.split('\n').find((line) => line.startsWith(`${key} `))
}

/** What the page says of a study of the slow set that was not run this time and stood on no page before. */
export const NOT_RUN = 'not run'

/** The whole page. */
export function renderPage(rows: readonly PageRow[]): string {
  const of = (set: PageRow['set']): string => rows.filter((row) => row.set === set).map((row) => row.line).join('\n')
  const head = ['| case | model | quantity | expected | obtained | 95 % half-width | R | seed | verdict |', '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'].join('\n')
  return `# Verification of the time layer

This page is written by \`npm run verify:simulation\` (\`-- --ci\` runs the fast set only and keeps what the page says of the slow one). Do not edit it: a test holds every
line of the first two tables against what the code obtains, digit for digit.

**The rule.** A mean over R replications is accepted if it lies within t(0.9995; R−1)·s/√R of the expected value, and if its 95 % half-width is at most 1.5 % of that
value, so that no interval passes by being wide. Expected numbers are printed as the design prints them; compared is the closed form to the last digit, which a test
holds against the printed one. Systems start empty, the first tenth is dropped, and whoever has come is served to the end. Seeds are made of the name of a case;
where another was picked, the case says so. Bounds (<, >) must be kept by more than the 99.9 % half-width. S1 stands against 30 replications of Ciw 3.2.7: the difference of
two means with both half-widths; where its source prints no half-width (p50, p90 and share of “pause”), that of “finish” is taken for it.

## Replicated, fast set

${head}
${of('ci')}

## Exact

| case | model | quantity | expected | obtained | verdict |
| --- | --- | --- | --- | --- | --- |
${of('exact')}

## Replicated, slow set

Loads of 0.9 and above, heavy tails and rare states: run by hand, not by the tests.

${head}
${of('slow')}
`
}
