import { z } from 'zod'
import type { KnowledgeBase } from '../core/knowledge/article.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import type { ModelIdentity } from '../core/signals/signal-port.ts'
import type { LabelDefinition, SignalRequest } from '../core/signals/signal-request.ts'
import type { ChosenModel } from './chosen-model.ts'
import { MODEL_ERROR_CODES } from './model-error.ts'

const label = z.object({ id: z.string(), title: z.string(), description: z.string().optional(), examples: z.array(z.string()).readonly().optional() }) satisfies z.ZodType<LabelDefinition>

/** On the wire a labels request names one of the message's label sets, so that ten thousand tickets carry theirs once. */
const wireRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tone'), text: z.string() }),
  z.object({ kind: z.literal('urgency'), text: z.string() }),
  z.object({ kind: z.literal('labels'), text: z.string(), set: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('inbound'), subject: z.string(), text: z.string() }),
  z.object({ kind: z.literal('passages'), text: z.string(), sources: z.array(z.string()), limit: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('similarity'), text: z.string(), other: z.string() }),
])

const article = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  kind: z.enum(['article', 'pastResolution']),
  source: z.string(),
  thirdParty: z.boolean(),
})

const knowledge = z.object({ articles: z.array(article), digest: z.string() }) satisfies z.ZodType<KnowledgeBase>

const score = z.number()

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tone'), frustrated: score, confused: score, neutral: score, satisfied: score, polarity: score, words: z.number().int(), languageKnown: z.boolean() }),
  z.object({ kind: z.literal('urgency'), low: score, normal: score, high: score }),
  z.object({ kind: z.literal('labels'), scores: z.array(z.object({ label: z.string(), score })) }),
  z.object({ kind: z.literal('inbound'), genuine: score, spam: score, autoReply: score }),
  z.object({
    kind: z.literal('passages'),
    passages: z.array(z.object({ articleId: z.string(), passageId: z.string(), title: z.string(), text: z.string(), source: z.string(), thirdParty: z.boolean(), confidence: score })),
  }),
  z.object({ kind: z.literal('similarity'), similarity: score }),
]) satisfies z.ZodType<SignalAnswer>

const identity = z.object({ id: z.string(), task: z.string(), digest: z.string(), fitted: z.boolean().optional() }) satisfies z.ZodType<ModelIdentity>
const failure = z.object({ code: z.enum(MODEL_ERROR_CODES), message: z.string(), hint: z.string() })

const chosen = z.object({ id: z.string(), folder: z.string() }) satisfies z.ZodType<ChosenModel>

/** What the worker is told. */
export const toWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), weightsDir: z.string(), cacheDir: z.string().optional(), threads: z.number().int().positive().optional(), knowledge, chosen: z.object({ embedding: chosen.optional(), tone: chosen.optional() }) }),
  z.object({ kind: z.literal('answer'), id: z.number().int(), labelSets: z.array(z.array(label)), requests: z.array(wireRequest) }),
  z.object({ kind: z.literal('abort'), id: z.number().int() }),
  z.object({ kind: z.literal('close') }),
])

/** What the worker tells. */
export const fromWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), models: z.array(identity), threads: z.number().int(), cacheProblem: z.string().optional() }),
  z.object({ kind: z.literal('progress'), id: z.number().int(), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('answered'), id: z.number().int(), answers: z.array(answer) }),
  z.object({ kind: z.literal('failed'), id: z.number().int().optional(), error: failure }),
  z.object({ kind: z.literal('closed') }),
])

export type ToWorker = z.infer<typeof toWorker>
export type FromWorker = z.infer<typeof fromWorker>
export type WireRequest = z.infer<typeof wireRequest>

/** Requests as they travel: label sets apart, each once. */
export function packRequests(requests: readonly SignalRequest[]): Pick<Extract<ToWorker, { kind: 'answer' }>, 'labelSets' | 'requests'> {
  const labelSets: LabelDefinition[][] = []
  const rowOfObject = new Map<readonly LabelDefinition[], number>()
  const rowOfContent = new Map<string, number>()
  const setOf = (labels: readonly LabelDefinition[]): number => {
    const known = rowOfObject.get(labels)
    if (known !== undefined) return known
    const content = JSON.stringify(labels)
    const row = rowOfContent.get(content) ?? labelSets.push(labels.map((one) => ({ ...one }))) - 1
    rowOfContent.set(content, row)
    rowOfObject.set(labels, row)
    return row
  }
  const packed = requests.map((request): WireRequest => {
    if (request.kind === 'labels') return { kind: 'labels', text: request.text, set: setOf(request.labels) }
    return request.kind === 'passages' ? { ...request, sources: [...request.sources] } : { ...request }
  })
  return { labelSets, requests: packed }
}

/** The requests of an answer message; labels of one set are one object. */
export function unpackRequests(message: Extract<ToWorker, { kind: 'answer' }>): readonly SignalRequest[] {
  return message.requests.map((request): SignalRequest => {
    if (request.kind !== 'labels') return request
    return { kind: 'labels', text: request.text, labels: message.labelSets[request.set] ?? [] }
  })
}
