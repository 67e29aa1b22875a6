import { replaceSpan } from '../../spec/source-finding.ts'
import { partAt, spanAt } from '../../spec/spec-source.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM506: an approval that nobody answers is not one. */
export const approvalTimeouts: LintRule = ({ source, workflow, report }) =>
  (workflow.spec.policies?.approvals ?? []).flatMap((approval, index) => {
    if (approval.onTimeout !== 'allow') return []
    const path = ['spec', 'policies', 'approvals', index, 'onTimeout']
    const fix = partAt(source, path) === undefined ? { fix: replaceSpan('Deny it when nobody answers', spanAt(source, path), 'deny') } : {}
    return [report('LUM506', { approval: approval.id }, path, fix)]
  })
