import type { LintRule } from '../lint-context.ts'

function problemOf(address: string, local: boolean): string | undefined {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)/i.exec(address)
  if (parts === null) return 'cannot be read'
  const [, scheme = '', authority = '', rest = ''] = parts
  const host = authority.replace(/^.*@/, '')
  if (authority.includes('@')) return 'holds a user name or password'
  if (/[{}$<>]|%7b/i.test(host)) return 'has a placeholder in its host, so it could lead anywhere'
  if (/[?&](key|token|secret|password|api_?key|access_token)=/i.test(rest)) return 'holds a secret in its query'
  const onThisMachine = local && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
  return scheme.toLowerCase() === 'https' || (onThisMachine && scheme.toLowerCase() === 'http') ? undefined : 'is not https'
}

/** LUM504: addresses are https, without users, secrets and placeholders; a model may run on this machine. */
export const baseUrls: LintRule = ({ workflow, report }) => {
  const { connections, models } = workflow.spec
  const all = [
    ...Object.entries(connections ?? {}).map(([id, { baseUrl }]) => ({ url: baseUrl, path: ['spec', 'connections', id, 'baseUrl'], local: false })),
    ...Object.entries(models).flatMap(([id, { baseUrl }]) => (baseUrl === undefined ? [] : [{ url: baseUrl, path: ['spec', 'models', id, 'baseUrl'], local: true }])),
  ]
  return all.flatMap(({ url, path, local }) => {
    const problem = problemOf(url, local)
    return problem === undefined ? [] : [report('LUM504', { problem }, path)]
  })
}
