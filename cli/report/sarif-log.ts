import { isAbsolute, join, dirname, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fnv1a } from '../../core/fnv1a.ts'
import type { SuppressedFinding } from '../../core/graph/suppress-findings.ts'
import { diagnostics, isDiagnosticCode } from '../../core/spec/diagnostics.ts'
import type { Finding, Fix, Severity, TextRange } from '../../core/spec/finding.ts'
import { lintNotes } from '../../core/spec/lint-notes.ts'
import { rangeAt, textLines } from '../../core/spec/text-lines.ts'
import type { FileReport } from './finding-report.ts'

/** What a SARIF log says about the run beside its findings. */
export type SarifRun = {
  readonly version: string
  /** Addresses of files are relative to it. */
  readonly root: string
  /** Where the pages of docs/ are published, if anywhere. */
  readonly homepage: string | undefined
  /** Files that could not be read, as sentences. */
  readonly failures: readonly string[]
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' }
const baseId = '%SRCROOT%'
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

type Entry = { readonly finding: Finding; readonly report: FileReport; readonly suppressed: SuppressedFinding | undefined }

/** The findings of files as SARIF 2.1.0, in the form that code scanning services read. */
export function sarifLog(reports: readonly FileReport[], run: SarifRun): unknown {
  const entries = reports.flatMap((report): readonly Entry[] => [
    ...report.findings.map((finding) => ({ finding, report, suppressed: undefined })),
    ...report.suppressed.map((suppressed) => ({ finding: suppressed.finding, report, suppressed })),
  ])
  const codes = [...new Set(entries.map(({ finding }) => finding.code))].sort()
  const seen = new Map<string, number>()
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'LUMOS Studio', semanticVersion: run.version, ...(run.homepage === undefined ? {} : { informationUri: run.homepage }), rules: codes.map((code) => ruleOf(code, run.homepage)) } },
      columnKind: 'utf16CodeUnits',
      // Where the folder lies on this machine is nobody's business: services know where they have checked the files out.
      originalUriBaseIds: { [baseId]: { description: { text: 'The folder in which lumos validate was run.' } } },
      invocations: [{
        executionSuccessful: run.failures.length === 0,
        toolExecutionNotifications: run.failures.map((text) => ({ level: 'error', message: { text } })),
      }],
      artifacts: reports.map(({ path }) => ({ location: locationOf(path, run.root) })),
      results: entries.map((entry) => resultOf(entry, codes, run.root, seen)),
    }],
  }
}

function ruleOf(code: string, homepage: string | undefined): unknown {
  if (!isDiagnosticCode(code)) return { id: code, shortDescription: { text: code }, defaultConfiguration: { level: 'error' } }
  const { title, why, repair } = lintNotes[code]
  const { severity } = diagnostics[code]
  return {
    id: code,
    name: nameOf(title),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nHow to repair it: ${repair}`, markdown: `${why}\n\n**How to repair it:** ${repair}` },
    ...(homepage === undefined ? {} : { helpUri: `${homepage.replace(/\/?$/, '/')}docs/lint/${code}.md` }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [groupOf(code)], precision: 'high', 'problem.severity': severity === 'info' ? 'recommendation' : severity },
  }
}

function nameOf(title: string): string {
  return title.replace(/[^A-Za-z0-9]+([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase())
}

/** What kind of mistake a code is about: codes are numbered by kind. */
export function groupOf(code: string): string {
  return ['file', 'graph', 'references', 'conditions', 'service levels', 'security', 'triggers', 'export', 'layout'][Number(code.charAt(3))] ?? 'file'
}

function resultOf({ finding, report, suppressed }: Entry, codes: readonly string[], root: string, seen: Map<string, number>): unknown {
  const { code, severity, message, hint, range, fix } = finding
  const path = finding.file === undefined ? report.path : join(dirname(report.path), finding.file)
  const uri = locationOf(path, root)
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: `${message} ${hint}`.trim() },
    locations: [{ physicalLocation: { artifactLocation: uri, region: regionOf(range) } }],
    partialFingerprints: fingerprints(finding, report, path, seen),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, report, uri)] }),
    ...(suppressed === undefined ? {} : { suppressions: [{ kind: 'inSource', status: 'accepted', justification: suppressed.reason, location: { physicalLocation: { artifactLocation: uri, region: regionOf(suppressed.comment) } } }] }),
  }
}

function regionOf({ start, end }: TextRange): unknown {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

function fixOf(fix: Fix, { text }: FileReport, artifactLocation: unknown): unknown {
  const lines = textLines(text)
  const replacements = fix.edits.map((edit) => ({ deletedRegion: regionOf(rangeAt(lines, edit.offset, edit.offset + edit.length)), ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }) }))
  return { description: { text: fix.title }, artifactChanges: [{ artifactLocation, replacements }] }
}

function locationOf(path: string, root: string): { readonly uri: string; readonly uriBaseId?: string } {
  const from = relative(root, path)
  if (from.startsWith('..') || isAbsolute(from)) return { uri: pathToFileURL(path).href }
  return { uri: from.split(sep).map(encodeURIComponent).join('/'), uriBaseId: baseId }
}

// A finding is the same one as long as its code and the text of its line stay, wherever the line moves to.
function fingerprints(finding: Finding, report: FileReport, path: string, seen: Map<string, number>): Readonly<Record<string, string>> {
  const line = finding.file === undefined ? (report.text.split('\n')[finding.range.start.line - 1] ?? '').replace(/\s+/g, ' ').trim() : ''
  const lineHash = fnv1a(line).toString(16).padStart(8, '0')
  const base = `${path}\n${finding.code}\n${lineHash}`
  const count = (seen.get(base) ?? 0) + 1
  seen.set(base, count)
  const place = fnv1a(`${finding.code}\n${finding.path.join('.')}\n${finding.message}`).toString(16).padStart(8, '0')
  return { primaryLocationLineHash: `${lineHash}:${count}`, 'lumosFinding/v1': place }
}
