import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chosenModel, parseModelChoice, readModelFolder } from '../../models/chosen-model.ts'
import { Encoder } from '../../models/encoder.ts'
import { loadForeignEncoder } from '../../models/foreign-encoder.ts'
import { loadForeignTone, TONE_OF_LABEL, toneShares } from '../../models/foreign-tone.ts'
import { ModelError } from '../../models/model-error.ts'
import { foreignToneOf } from '../../models/tone.ts'

const fixtures = new URL('../fixtures/models', import.meta.url).pathname
const weights = new URL('../../models/weights', import.meta.url).pathname

function copyOf(name: string, change: (folder: string) => void = () => undefined): { readonly id: string; readonly folder: string } {
  const folder = join(mkdtempSync(join(tmpdir(), 'model-')), name)
  cpSync(join(fixtures, name), folder, { recursive: true })
  change(folder)
  return { id: `ours/${name}`, folder }
}

function edit(file: string, change: Readonly<Record<string, unknown>>): void {
  const before: unknown = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify(Object.assign({}, before, change)))
}

async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(() => undefined, (reason: unknown) => reason)
  if (error instanceof ModelError) return error
  throw new Error('There was no ModelError.')
}

const encoderOf = async (model: { readonly id: string; readonly folder: string }): Promise<Encoder> => new Encoder(await loadForeignEncoder(await readModelFolder(model), 1))
const toneModelOf = async (model: { readonly id: string; readonly folder: string }): Promise<Encoder> => new Encoder(await loadForeignTone(await readModelFolder(model), 1))

describe('the choice of a model', () => {
  it.each([
    ['shipped', { kind: 'shipped' }],
    ['', { kind: 'shipped' }],
    ['Xenova/bge-small-en-v1.5', { kind: 'pulled', id: 'Xenova/bge-small-en-v1.5' }],
    ['/srv/models/mine', { kind: 'folder', path: '/srv/models/mine' }],
    ['./mine', { kind: 'folder', path: './mine' }],
    ['mine', { kind: 'folder', path: 'mine' }],
    ['C:\\models\\mine', { kind: 'folder', path: 'C:\\models\\mine' }],
  ])('reads %j', (text, choice) => {
    expect(parseModelChoice(text)).toEqual(choice)
  })

  it('looks for a pulled model in the folder of the user, and for none where the shipped one is chosen', () => {
    expect(chosenModel({ kind: 'pulled', id: 'Xenova/bge-small' }, '/data/models')).toEqual({ id: 'Xenova/bge-small', folder: join('/data/models', 'Xenova--bge-small') })
    expect(chosenModel({ kind: 'shipped' }, '/data/models')).toBeUndefined()
  })
})

describe('an encoder of the user', () => {
  it('has its own size, marks and window, and gives the same bytes alone and beside others', async () => {
    const encoder = await encoderOf(copyOf('tiny-encoder'))
    expect(encoder.size).toBe(20)
    const long = 'refund my money '.repeat(100)
    const together = await encoder.embed(['forgot my password', long, 'the parcel is bad'])
    const alone = await encoder.embed([long])
    expect([...(alone.get(long.trim()) ?? [])]).toEqual([...(together.get(long.trim()) ?? [])])
    expect([...together.values()].map((vector) => vector.length)).toEqual([20, 20, 20])
    await encoder.close()
  })

  it('pools as its 1_Pooling/config.json says: the first token of this one is a mark, which says nothing', async () => {
    const first = copyOf('tiny-encoder', (folder) => {
      mkdirSync(join(folder, '1_Pooling'))
      writeFileSync(join(folder, '1_Pooling/config.json'), JSON.stringify({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }))
    })
    const [byFirst, byMean] = [await encoderOf(first), await encoderOf(copyOf('tiny-encoder'))]
    expect(Math.max(...((await byFirst.embed(['good'])).get('good') ?? []))).toBe(0)
    expect(Math.max(...((await byMean.embed(['good'])).get('good') ?? []))).toBeGreaterThan(1000)
  })

  it.each([
    ['a classifier', () => copyOf('tiny-tone'), 'model.wrongTask', 'not a sentence encoder'],
    ['a folder that is not there', () => ({ id: 'a/b', folder: join(tmpdir(), 'no-such-model') }), 'model.missing', 'does not exist'],
    ['a folder without a graph', () => copyOf('tiny-encoder', (folder) => rmSync(join(folder, 'onnx'), { recursive: true })), 'model.missing', 'onnx/model_quantized.onnx'],
    ['a folder without a tokeniser', () => copyOf('tiny-encoder', (folder) => rmSync(join(folder, 'tokenizer.json'))), 'model.missing', 'tokenizer.json'],
    ['a graph that was cut off', () => copyOf('tiny-encoder', (folder) => truncateSync(join(folder, 'onnx/model.onnx'), 500)), 'model.damaged', 'cannot be loaded'],
    ['a config that is no JSON', () => copyOf('tiny-encoder', (folder) => writeFileSync(join(folder, 'config.json'), '{')), 'model.damaged', 'config.json'],
    ['another pooling', () => copyOf('tiny-encoder', (folder) => {
      mkdirSync(join(folder, '1_Pooling'))
      writeFileSync(join(folder, '1_Pooling/config.json'), JSON.stringify({ pooling_mode_max_tokens: true, pooling_mode_mean_tokens: false }))
    }), 'model.wrongTask', 'pooling'],
  ] as const)('is refused where it is %s', async (_, model, code, part) => {
    const error = await failure(encoderOf(model()))
    expect(error.code).toBe(code)
    expect(error.message).toContain(part)
    expect(error.hint.length).toBeGreaterThan(20)
  })
})

describe('a classifier of the user', () => {
  it('gives the shares of the four tones from its own labels', async () => {
    const encoder = await toneModelOf(copyOf('tiny-tone'))
    const { tone } = await encoder.encode({ tone: ['the parcel is bad', 'good good', 'the parcel'] })
    const answer = (text: string): ReturnType<typeof foreignToneOf> => foreignToneOf(text, tone.get(text) ?? new Int16Array(4))
    expect(answer('the parcel is bad').frustrated).toBeGreaterThan(0.9)
    expect(answer('good good')).toMatchObject({ satisfied: 1, polarity: 1 })
    expect(answer('the parcel').neutral).toBeGreaterThan(0.3)
    for (const text of tone.keys()) {
      const { frustrated, confused, neutral, satisfied } = answer(text)
      expect(frustrated + confused + neutral + satisfied).toBeCloseTo(1, 10)
    }
    expect(foreignToneOf('', new Int16Array(4))).toMatchObject({ neutral: 1, words: 0 })
    await encoder.close()
  })

  it('reads emotions by the table, also those of a model that gives several at once', () => {
    expect(toneShares([0.5, 0.25, 0.25, 0], ['anger', 'gratitude', 'confusion', 'neutral'])).toEqual([0.5, 0.25, 0, 0.25])
    expect(toneShares([0, 0], ['anger', 'joy'])).toEqual([0, 0, 0, 0])
    expect(Object.keys(TONE_OF_LABEL)).toEqual(expect.arrayContaining(['frustrated', 'positive', 'negative', 'annoyance', 'remorse', 'surprise']))
  })

  it.each([
    ['a sentence encoder', () => copyOf('tiny-encoder'), 'not a classifier'],
    ['the shipped encoder', () => ({ id: 'shipped', folder: join(weights, 'all-minilm-l6-v2') }), 'not a classifier'],
    ['a classifier of something else', () => copyOf('tiny-tone', (folder) => edit(join(folder, 'config.json'), { id2label: { 0: 'cat', 1: 'dog', 2: 'bird' } })), 'does not judge tone'],
    ['a classifier without names', () => copyOf('tiny-tone', (folder) => edit(join(folder, 'config.json'), { id2label: null })), 'names no labels'],
  ] as const)('is refused where it is %s', async (_, model, part) => {
    const error = await failure(toneModelOf(model()))
    expect(error.code).toBe('model.wrongTask')
    expect(error.message).toContain(part)
  })

  it('is refused where it gives another number of classes than it names', async () => {
    const model = copyOf('tiny-tone', (folder) => edit(join(folder, 'config.json'), { id2label: { 0: 'negative', 1: 'positive' } }))
    const encoder = await toneModelOf(model)
    expect((await failure(encoder.encode({ tone: ['good'] }))).code).toBe('model.wrongTask')
  })
})
