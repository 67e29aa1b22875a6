import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { roleCatalog } from '../../../agents/registry.ts'
import { checkSpec } from '../../../core/graph/check-spec.ts'

const example = readFileSync('test/fixtures/acme-support.lumos.yaml', 'utf8')

function findings(from: string, to: string): readonly { readonly code: string; readonly text: string; readonly fixable: boolean }[] {
  expect(example).toContain(from)
  return checkSpec(example.replace(from, to), roleCatalog).findings.map(({ code, message, hint, fix }) => ({ code, text: `${message} ${hint}`, fixable: fix !== undefined }))
}

describe('what does not fit the format', () => {
  it('gives a number in place of a span of time the form to write, not quotes that repair nothing', () => {
    expect(findings('timeout: 10s', 'timeout: 10')).toEqual([{ code: 'LUM001', text: expect.stringMatching(/must be text, and is a number\. Write a span of time such as 90s, 8m or 1h30m; d = 24 h\.$/), fixable: false }])
  })

  it.each([
    ['lumos/v1alpha1', /Run lumos migrate/],
    ['lumos/v2', /Update the studio/],
  ])('never writes the current version over %s', (version, hint) => {
    expect(findings('apiVersion: lumos/v1', `apiVersion: ${version}`)).toEqual([{ code: 'LUM001', text: expect.stringMatching(hint), fixable: false }])
  })

  it('finds a secret where the name of one belongs, and does not repeat it', () => {
    const secret = 'sk-proj-1234567890abcdefABCDEF1234567890'
    const found = findings('secretRef: zendesk-oauth', `secretRef: ${secret}`)
    expect(found.map(({ code }) => code).toSorted()).toEqual(['LUM001', 'LUM501'])
    expect(JSON.stringify(found)).not.toContain(secret)
  })

  it('says once that a text after ! was lost, also where an && follows', () => {
    expect(findings('when: sentiment.asksForHuman', 'when: !sentiment.asksForHuman && sentiment.frustration > 0.5').filter(({ code }) => code === 'LUM002')).toHaveLength(1)
  })

  it('takes a comment behind a whole condition that ends in a text for a comment', () => {
    expect(findings('when: sentiment.asksForHuman', 'when: sentiment.asksForHuman && ticket.channel == "chat" # why').filter(({ code }) => code === 'LUM009')).toEqual([])
  })
})
