import { roleCatalog } from '../../agents/registry.ts'
import { checkSpec } from '../../core/graph/check-spec.ts'
import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import { applyEdits, deletingCodes } from '../../core/graph/repair-spec.ts'
import type { DiagnosticCode } from '../../core/spec/diagnostics.ts'
import { diagnostics } from '../../core/spec/diagnostics.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { lintNotes } from '../../core/spec/lint-notes.ts'
import { unifiedDiff } from '../../cli/report/unified-diff.ts'
import { generatedNotice } from './spec-page.ts'

/** One change of the example flow, as the cases of the tests hold it. */
export type PageCase = { readonly code: string; readonly what: string; readonly replace: readonly { readonly from: string; readonly to: string }[]; readonly given?: LintSurroundings | undefined }

/** The cases of all codes: those that are reported, and those that are not. */
export type PageCases = { readonly fails: readonly (PageCase & { readonly at: string })[]; readonly passes: readonly PageCase[] }

const groups: readonly (readonly [string, string])[] = [
  ['LUM0', 'File and YAML'], ['LUM1', 'Graph'], ['LUM2', 'References, roles, tools'], ['LUM3', 'Conditions'], ['LUM4', 'Teams, service levels, time'],
  ['LUM5', 'Security and privacy'], ['LUM6', 'Triggers and monitors'], ['LUM7', 'Export'], ['LUM8', 'Layout'],
]
const severityNames = { error: 'error', warning: 'warning', info: 'remark' } as const
const around = 2
const mostLines = 16
const mostExamples = 8
/** Longest line of an example that is shown in full. */
const widest = 150

function changed(text: string, { replace }: PageCase): string {
  return replace.reduce((now, { from, to }) => now.replace(from, () => to), text)
}

function fenced(lines: readonly string[], language = 'yaml'): string {
  return `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``
}

function shortened(line: string): string {
  return line.length <= widest ? line : `${line.slice(0, widest)} …`
}

/** The lines around a finding, with the finding under its place. */
function marked(text: string, { code, message, range }: Finding): string {
  const lines = text.split('\n')
  const first = Math.max(0, range.start.line - 1 - around)
  const shown = lines.slice(first, range.start.line + around)
  const width = range.end.line === range.start.line ? Math.max(1, range.end.column - range.start.column) : Math.max(1, (lines[range.start.line - 1]?.length ?? 1) - range.start.column + 1)
  const start = Math.min(range.start.column - 1, widest)
  const pointer = `${' '.repeat(start)}${'^'.repeat(Math.max(1, Math.min(width, widest - start)))} ${code}`
  const at = range.start.line - first
  const comment = (line: string): string => `#${line.slice(1)}`
  return `${fenced([...shown.slice(0, at).map(shortened), comment(pointer.startsWith(' ') ? pointer : ` ${pointer}`), ...shown.slice(at).map(shortened)])}\n\n> ${escapeHtml(message)}`
}

function escapeHtml(text: string): string {
  return text.replaceAll('<', '&lt;')
}

/** The places at which two texts differ, as the lines of a diff; undefined where they are equal. */
function diffLines(before: string, after: string): readonly string[] | undefined {
  const lines = unifiedDiff('', before, after).split('\n').slice(2, -1)
  return lines.length === 0 ? undefined : lines.map((line) => (line.startsWith('@@') ? '@@' : line))
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  const last = lines.findLastIndex((line) => line.trim() !== '')
  return first === -1 ? [] : lines.slice(first, last + 1)
}

function repairOf(before: string, after: string): string {
  const lines = diffLines(before, after)?.slice(0, mostLines)
  return lines === undefined ? '' : fenced(lines.slice(lines[0] === '@@' ? 1 : 0).map(shortened), 'diff')
}

/** The changed places of a text as they then stand. */
function changedPlaces(before: string, after: string): string | undefined {
  const lines = diffLines(before, after)?.filter((line) => !line.startsWith('-'))
  if (lines === undefined) return undefined
  const shown = withoutBlankEnds(lines.slice(lines[0] === '@@' ? 1 : 0).map((line) => (line === '@@' ? '# …' : line.slice(1))))
  return shown.length === 0 ? undefined : fenced((shown.length > mostLines ? [...shown.slice(0, mostLines), '# …'] : shown).map(shortened))
}

/** A case with what is reported of its code. */
type CheckedCase = { readonly each: PageCases['fails'][number]; readonly text: string; readonly found: readonly Finding[] }

function checkedCase(example: string, each: PageCases['fails'][number]): CheckedCase {
  const text = changed(example, each)
  return { each, text, found: checkSpec(text, roleCatalog, each.given).findings.filter((finding) => finding.code === each.code) }
}

function failingPart({ each, text, found }: CheckedCase): string {
  const line = text.slice(0, Math.max(0, text.indexOf(each.at))).split('\n').length
  const finding = found.find((one) => one.file === undefined && one.range.start.line === line) ?? found[0]
  if (finding === undefined) return ''
  const where = finding.file === undefined ? '' : ` (in ${finding.file})`
  const shown = finding.file === undefined ? marked(text, finding) : `> ${escapeHtml(finding.message)}`
  const repair = finding.fix === undefined ? '' : `\n\nThe repair "${finding.fix.title}":\n\n${repairOf(text, applyEdits(text, finding.fix.edits))}`
  return `**${capital(each.what)}**${where}\n\n${shown}\n\n${escapeHtml(finding.hint)}${repair}`
}

function passingPart(example: string, each: PageCase): string {
  const shown = changedPlaces(example, changed(example, each))
  return `**${capital(each.what)}**${shown === undefined ? '' : `\n\n${shown}`}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function repairSentence(code: string, fixable: boolean): string {
  if (code === 'LUM801' || code === 'LUM802') return 'Yes: saving in the studio and `lumos validate --fix` do it.'
  if (!fixable) return 'No.'
  return deletingCodes.has(code) ? 'Yes, in the problem list; `lumos validate --fix` deletes only with `--delete-unused`.' : 'Yes, where the finding offers it: in the problem list, or by `lumos validate --fix`.'
}

function pageOf(code: DiagnosticCode, example: string, checked: readonly CheckedCase[], passing: readonly PageCase[], fixable: boolean): string {
  const { title, why, repair } = lintNotes[code]
  const { severity, message } = diagnostics[code]
  const fails = checked.map(failingPart).filter((part) => part !== '')
  const passes = passing.slice(0, mostExamples).map((each) => passingPart(example, each))
  const form = /^\{\w+\}/.test(message) && !message.includes(' ') ? [] : [`Its message: ${'`'}${message}${'`'}`]
  return `${[
    generatedNotice,
    `# ${code}: ${title}`,
    `Severity: **${code === 'LUM701' ? 'error, warning or remark, by what is lost' : severityNames[severity]}**. Automatic repair: ${repairSentence(code, fixable)}`,
    ...form,
    '## Why it matters',
    why,
    '## How to repair it',
    repair,
    ...(severity === 'error' || code === 'LUM013' ? [] : [`Where it is meant as it is: \`# lumos: allow ${code} - and the reason\`, at the end of the line or on the line above.`]),
    ...(fails.length === 0 ? [] : ['## What is reported', ...fails]),
    ...(passes.length === 0 ? [] : ['## What is not', ...passes]),
    '---',
    '[All findings](README.md)',
  ].join('\n\n')}\n`
}

/** One page for each code and an index, by file name. */
export function lintPages(example: string, cases: PageCases): ReadonlyMap<string, string> {
  const codes = Object.keys(diagnostics).filter((code): code is DiagnosticCode => Object.hasOwn(diagnostics, code))
  const checked = codes.flatMap((code) => cases.fails.filter((each) => each.code === code).slice(0, mostExamples).map((each) => checkedCase(example, each)))
  const fixable = new Set(checked.filter(({ found }) => found.some((finding) => finding.fix !== undefined)).map(({ each }) => each.code))
  const pages = new Map(codes.map((code) => [`${code}.md`, pageOf(code, example, checked.filter(({ each }) => each.code === code), cases.passes.filter((each) => each.code === code), fixable.has(code))]))
  const tables = groups.map(([prefix, title]) => {
    const rows = codes.filter((code) => code.startsWith(prefix)).map((code) => `| [${code}](${code}.md) | ${severityNames[diagnostics[code].severity]} | ${lintNotes[code].title} | ${fixable.has(code) || code.startsWith('LUM80') ? 'yes' : ''} |`)
    return `## ${title}\n\n| code | severity | what | repair |\n|---|---|---|---|\n${rows.join('\n')}`
  })
  return new Map([...pages, ['README.md', `${[generatedNotice, '# Findings', indexIntro(codes.length), ...tables].join('\n\n')}\n`]])
}

function indexIntro(count: number): string {
  return `The studio and \`lumos validate\` check a flow by ${count} rules. An error blocks running and exporting; a warning or remark does not, and can be allowed with a comment and a reason: \`# lumos: allow LUM105 - kept for the spring campaign\`. Each page says why a finding matters, shows flows in which it is reported and flows in which it is not, and how it is repaired. All examples are parts of one flow, \`test/fixtures/acme-support.lumos.yaml\`.`
}
