/** The text of a small workflow around some nodes, one a line; `more` are further parts of its `spec`. */
export function tinyFlow(nodes: readonly string[], more: readonly string[] = []): string {
  return [
    'apiVersion: lumos/v1',
    'kind: Workflow',
    'metadata: { name: tiny, version: 1.0.0 }',
    'spec:',
    '  connections:',
    '    desk: { type: zendesk, baseUrl: https://desk.example, auth: { scheme: oauth2, secretRef: desk } }',
    '  channels: { email: { connection: desk } }',
    '  models: { fast: { provider: local, model: small } }',
    '  agents:',
    '    look: { role: resolutionCheck, model: fast, instructions: Look., outputs: { resolved: boolean, confidence: score } }',
    '  tools:',
    '    find: { description: Find., connection: desk, operation: find, effect: read, scopes: [read], output: { count: integer } }',
    ...more.map((line) => `  ${line}`),
    '  flow:',
    '    stages: { auto: { title: Auto } }',
    '    onError: { then: done }',
    '    nodes:',
    ...nodes.map((line) => `      ${line}`),
    '',
  ].join('\n')
}
