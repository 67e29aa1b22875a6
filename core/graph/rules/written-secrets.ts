import { findingAtSpan } from '../../spec/source-finding.ts'
import type { LintRule } from '../lint-context.ts'

const patterns: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  { kind: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { kind: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})\b/g },
  { kind: 'a Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g },
  { kind: 'an API key', pattern: /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/g },
  { kind: 'a Google API key', pattern: /\bAIza[0-9A-Za-z_-]{35}/g },
  { kind: 'a JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g },
  { kind: 'a bearer token', pattern: /\b[Bb]earer\s+[A-Za-z0-9._~+/-]{20,}/g },
  { kind: 'a password in an address', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']+:[^\s/@"']+@/g },
  { kind: 'a password', pattern: /\b(?:password|passwd|pwd|api[_-]?key|apikey|secret|token)["']?\s*[:=]\s*["']?(?=[^\s"',}]*\d)[A-Za-z0-9+/_\-!$%^&*]{12,}/gi },
  { kind: 'a secret instead of its name', pattern: /\bsecretRef:\s*["']?(?:[0-9a-f]{32,}|(?=[a-z0-9]*\d[a-z0-9]*\d[a-z0-9]*\d[a-z0-9]*\d)[a-z0-9]{28,})\b/g },
]

/** LUM501: no secret is written in the file, comments included. */
export const writtenSecrets: LintRule = ({ source }) => {
  const seen = new Set<number>()
  return patterns.flatMap(({ kind, pattern }) => [...source.text.matchAll(pattern)].flatMap((match) => {
    const line = source.text.lastIndexOf('\n', match.index)
    if (seen.has(line)) return []
    seen.add(line)
    return [findingAtSpan(source, 'LUM501', { kind }, [], { start: match.index, end: match.index + match[0].length })]
  }))
}
