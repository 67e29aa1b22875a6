import type { Finding, Fix, SpecPath } from '../../spec/finding.ts'
import { findingAtSpan, replaceSpan } from '../../spec/source-finding.ts'
import { partAt } from '../../spec/spec-source.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { conditionSpan } from './condition-problems.ts'

type Problem = { readonly problem: string; readonly start: number; readonly end: number; readonly repair?: string }

/** What is wrong with an address; one of this machine may be http where `local` is set. */
export function addressProblem(address: string, local: boolean): Problem | undefined {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)/i.exec(address)
  if (parts === null) return { problem: 'cannot be read', start: 0, end: address.length }
  const [, scheme = '', authority = '', rest = ''] = parts
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1)
  const from = scheme.length + '://'.length
  const afterUser = from + at + 1
  if (at >= 0) return { problem: 'holds a user name or password', start: from, end: afterUser - 1 }
  if (/[{}$<>]|%7b/i.test(host)) return { problem: 'has a placeholder in its host, so it could lead anywhere', start: afterUser, end: afterUser + host.length }
  const secret = /[?&]((?:key|token|secret|password|api_?key|access_token|sig|signature)=[^&]*)/i.exec(rest)
  if (secret !== null) { const start = from + authority.length + secret.index + 1; return { problem: 'holds a secret in its query', start, end: start + (secret[1] ?? '').length } }
  const onThisMachine = local && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
  if (scheme.toLowerCase() === 'https' || (onThisMachine && scheme.toLowerCase() === 'http')) return undefined
  // Another port than the usual one is most likely not that of https.
  return { problem: 'is not https', start: 0, end: scheme.length, ...(scheme.toLowerCase() === 'http' && !host.includes(':') ? { repair: 'https' } : {}) }
}

function findingFor({ source }: LintContext, path: SpecPath, { problem, start, end, repair }: Problem): Finding {
  const span = conditionSpan(source, path, start, end)
  const fix: Fix | undefined = repair === undefined || partAt(source, path) !== undefined || span.end - span.start !== end - start ? undefined : replaceSpan('Write https', span, repair)
  return findingAtSpan(source, 'LUM504', { problem }, path, span, fix)
}

/** LUM504: addresses are https, without users, secrets and placeholders; a model may run on this machine. */
export const baseUrls: LintRule = (context) => {
  const { connections, models } = context.workflow.spec
  const all = [
    ...Object.entries(connections ?? {}).map(([id, { baseUrl }]) => ({ url: baseUrl, path: ['spec', 'connections', id, 'baseUrl'], local: false })),
    ...Object.entries(models).flatMap(([id, { baseUrl }]) => (baseUrl === undefined ? [] : [{ url: baseUrl, path: ['spec', 'models', id, 'baseUrl'], local: true }])),
  ]
  return all.flatMap(({ url, path, local }) => {
    const problem = addressProblem(url, local)
    return problem === undefined ? [] : [findingFor(context, path, problem)]
  })
}
