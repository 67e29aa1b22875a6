import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { jsonSchema } from '../../../core/spec/json-schema.ts'
import { exampleText as example, workflowFiles } from './workflow-files.ts'

function compile(roles?: readonly string[]) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  addFormats.default(ajv)
  return ajv.compile(jsonSchema('workflow', roles))
}

describe('the schema of workflows', () => {
  it('compiles in strict mode and is draft 2020-12', () => {
    expect(jsonSchema('workflow')).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'urn:lumos:v1:workflow' })
    expect(compile()).toBeTypeOf('function')
  })

  it.each(workflowFiles)('accepts %s', (file) => {
    const validate = compile()
    validate(parse(readFileSync(file, 'utf8')))
    expect(validate.errors ?? []).toEqual([])
  })

  it.each([
    ['an unknown key', ['then: analyse\n', 'thn: analyse\n']],
    ['an id that conditions reserve', ['    tier2:\n', '    for:\n']],
    ['a text where a number belongs', ['limit: 2', 'limit: two']],
    ['an unknown kind of node', ['kind: decision', 'kind: choice']],
    ['a missing apiVersion', ['apiVersion: lumos/v1\n', '']],
  ])('rejects %s', (_what, [from, to]) => {
    const text = example.replace(String(from), String(to))
    expect(text).not.toBe(example)
    expect(compile()(parse(text))).toBe(false)
  })

  it('lets x- keys and annotations pass anywhere', () => {
    const text = example.replace('apiVersion:', 'x-team: { any: [thing] }\napiVersion:').replace('title: Acme customer support', 'title: Acme\n  annotations: { "acme.example/cost": "7" }').replace('mode: quorum ', 'x-note: kept\n        mode: quorum ')
    const validate = compile()
    validate(parse(text))
    expect(validate.errors ?? []).toEqual([])
  })

  it('closes the roles where they are known', () => {
    expect(compile(['ticketTriage'])(parse(example))).toBe(false)
    const roles = ['inboundFilter', 'ticketTriage', 'knowledgeRetrieval', 'sentimentAnalysis', 'responder', 'resolutionCheck', 'escalationRouting', 'humanHandoff', 'qualityAssurance']
    expect(compile(roles)(parse(example))).toBe(true)
  })
})
