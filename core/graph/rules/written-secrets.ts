import { findingAtSpan } from '../../spec/source-finding.ts'
import { findSecrets } from '../find-secrets.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM501: no secret is written in the file, comments included. */
export const writtenSecrets: LintRule = ({ source }) =>
  findSecrets(source.text).map(({ kind, start, end }) => findingAtSpan(source, 'LUM501', { kind }, [], { start, end }))
