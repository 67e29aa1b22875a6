import type { DiagnosticCode } from './diagnostics.ts'
import { diagnose } from './diagnostics.ts'
import type { Finding, Fix, SpecPath } from './finding.ts'
import type { SpecSource, TextSpan } from './spec-source.ts'
import { partAt, rangeOfSpan, spanAt } from './spec-source.ts'

type Values = Readonly<Record<string, string | number>>

/** A finding at a span of the text. */
export function findingAtSpan(source: SpecSource, code: DiagnosticCode, values: Values, path: SpecPath, span: TextSpan, fix?: Fix): Finding {
  const other = partAt(source, path)
  // A repair is applied to the checked file; what stands in another file is repaired there.
  if (other !== undefined) return { ...diagnose(code, values), path, file: other.file, range: rangeOfSpan(other.source, span) }
  return { ...diagnose(code, values), path, range: rangeOfSpan(source, span), ...(fix === undefined ? {} : { fix }) }
}

/** A finding at a path of the file: at its value, or at its key. */
export function findingAt(source: SpecSource, code: DiagnosticCode, values: Values, path: SpecPath, part: 'value' | 'key' = 'value', fix?: Fix): Finding {
  return findingAtSpan(source, code, values, path, spanAt(source, path, part), fix)
}

/** A finding without its repair: one that lies in a file that is not open, where the repair would be made in the wrong text. */
export function withoutFix(finding: Finding): Finding {
  const { fix: _there, ...rest } = finding
  return rest
}

/** A repair that replaces one span. */
export function replaceSpan(title: string, span: TextSpan, text: string): Fix {
  return { title, edits: [{ offset: span.start, length: span.end - span.start, text }] }
}

/** A path as people write it. */
export function pathText(path: SpecPath): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : key)).join('.').replaceAll('.[', '[')
}
