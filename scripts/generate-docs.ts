import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generatePages } from './docs/generate-pages.ts'

// Writes docs/spec.md and docs/lint; with --check it writes nothing and ends with 1 where a page is not up to date.
const root = new URL('../', import.meta.url)
const isCheck = process.argv.includes('--check')
const pages = generatePages()
const stale: string[] = []

for (const [path, text] of pages) {
  const file = fileURLToPath(new URL(path, root))
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  stale.push(path)
  if (isCheck) continue
  mkdirSync(new URL('./', new URL(path, root)), { recursive: true })
  writeFileSync(file, text)
}
const lint = new URL('docs/lint/', root)
for (const name of existsSync(lint) ? readdirSync(lint) : []) {
  if (pages.has(`docs/lint/${name}`)) continue
  stale.push(`docs/lint/${name}`)
  if (!isCheck) rmSync(new URL(name, lint))
}
process.stdout.write(stale.length === 0 ? 'The pages are up to date.\n' : `${isCheck ? 'Not up to date' : 'Written'}: ${stale.join(', ')}\n`)
process.exitCode = isCheck && stale.length > 0 ? 1 : 0
