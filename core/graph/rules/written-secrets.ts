import type { Finding } from '../../spec/finding.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { SpecSource } from '../../spec/spec-source.ts'
import { findSecrets } from '../find-secrets.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM501: no secret is written in the file, comments included. */
export const writtenSecrets: LintRule = ({ source }) => secretFindings(source)

/** The secrets in a text, whether or not it is a file of the format. */
export const secretFindings = (source: SpecSource): readonly Finding[] =>
  findSecrets(source.text).map(({ kind, start, end }) => findingAtSpan(source, 'LUM501', { kind }, [], { start, end }))
