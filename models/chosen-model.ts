import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { ModelError } from './model-error.ts'

/** The tasks for which a model of the user's can take the place of the shipped one. */
export const REPLACEABLE_TASKS = ['embedding', 'tone'] as const

/** A task for which a model of the user's can take the place of the shipped one. */
export type ReplaceableTask = (typeof REPLACEABLE_TASKS)[number]

/** Which model does a task: the one that ships, one that was pulled from a hub by its id, or one in a folder of the user's. */
export const modelChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shipped') }),
  z.object({ kind: z.literal('pulled'), id: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }),
  z.object({ kind: z.literal('folder'), path: z.string().min(1) }),
])

/** Which model does a task. */
export type ModelChoice = z.infer<typeof modelChoice>

/** A model that takes the place of a shipped one: its name for people, and the folder in which it lies. */
export type ChosenModel = { readonly id: string; readonly folder: string }

/** The models that take the place of shipped ones, by task. */
export type ChosenModels = Readonly<Partial<Record<ReplaceableTask, ChosenModel>>>

/** A choice as one writes it in a command: `shipped`, `owner/name` or the path of a folder. */
export function parseModelChoice(text: string): ModelChoice {
  if (text === '' || text === 'shipped') return { kind: 'shipped' }
  const isPath = isAbsolute(text) || text.startsWith('.') || text.startsWith('~') || text.includes('\\') || text.split('/').length !== 2
  const read = modelChoice.safeParse(isPath ? { kind: 'folder', path: text } : { kind: 'pulled', id: text })
  return read.success ? read.data : { kind: 'folder', path: text }
}

/** Where a chosen model lies; undefined = the shipped one. Pulled models lie in `modelsDir` as owner--name, and relative paths start there. */
export function chosenModel(choice: ModelChoice, modelsDir: string): ChosenModel | undefined {
  switch (choice.kind) {
    case 'shipped':
      return undefined
    case 'pulled':
      return { id: choice.id, folder: join(modelsDir, choice.id.replace('/', '--')) }
    case 'folder':
      return { id: choice.path, folder: resolve(modelsDir, choice.path) }
  }
}

/** What is read of the folder of a model before it is loaded. */
export type ModelFolder = {
  readonly model: ChosenModel
  readonly graph: string
  readonly config: ModelConfig
  /** How many tokens a text may have for it, marks included. */
  readonly most: number
  readonly pooling: 'mean' | 'cls'
  readonly digest: string
}

const configSchema = z.looseObject({
  model_type: z.string().optional(),
  architectures: z.array(z.string()).nullish(),
  hidden_size: z.number().int().positive().optional(),
  dim: z.number().int().positive().optional(),
  max_position_embeddings: z.number().int().positive().optional(),
  id2label: z.record(z.string(), z.string()).nullish(),
  problem_type: z.string().nullish(),
})

/** The parts of a model's config.json that matter here. */
export type ModelConfig = z.infer<typeof configSchema>

const GRAPHS = ['onnx/model_quantized.onnx', 'onnx/model_int8.onnx', 'onnx/model_uint8.onnx', 'onnx/model.onnx', 'model_quantized.onnx', 'model.onnx']

/** More tokens at once than the shipped encoder reads are slow, and most sentence encoders were not trained on more. */
const MOST_TOKENS = 256

/** Position tables of some families begin with two places that no token takes. */
const SPARE_POSITIONS = 2

const poolingSchema = z.looseObject({ pooling_mode_cls_token: z.boolean().optional(), pooling_mode_mean_tokens: z.boolean().optional() })

/** Reads the usual layout of a model's folder: config.json, tokenizer.json, tokenizer_config.json and an ONNX graph. */
export async function readModelFolder(model: ChosenModel): Promise<ModelFolder> {
  const { folder } = model
  if (!existsSync(folder)) throw new ModelError('model.missing', `The model "${model.id}" is not there: ${folder} does not exist.`, `Pull it with \`lumos models pull ${model.id}\`, choose another folder, or go back to the shipped model in the settings.`)
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    if (!existsSync(join(folder, file))) throw lacks(model, `no ${file}`)
  }
  const graph = GRAPHS.find((file) => existsSync(join(folder, file)))
  if (graph === undefined) throw lacks(model, `none of ${GRAPHS.slice(0, 4).join(', ')}`)
  const config = readJson(join(folder, 'config.json'), configSchema, model)
  const tokeniserConfig = readJson(join(folder, 'tokenizer_config.json'), z.looseObject({ model_max_length: z.number().optional() }), model)
  const positions = config.max_position_embeddings === undefined ? MOST_TOKENS : config.max_position_embeddings - SPARE_POSITIONS
  return {
    model,
    graph: join(folder, graph),
    config,
    most: Math.max(8, Math.floor(Math.min(MOST_TOKENS, positions, tokeniserConfig.model_max_length ?? MOST_TOKENS))),
    pooling: readPooling(model),
    digest: await digestOf(folder, [graph, `${graph}_data`, 'config.json', 'tokenizer.json', 'tokenizer_config.json', '1_Pooling/config.json']),
  }
}

function readPooling(model: ChosenModel): 'mean' | 'cls' {
  const path = join(model.folder, '1_Pooling', 'config.json')
  if (!existsSync(path)) return 'mean'
  const pooling = readJson(path, poolingSchema, model)
  if (pooling.pooling_mode_cls_token === true) return 'cls'
  if (pooling.pooling_mode_mean_tokens === false) throw new ModelError('model.wrongTask', `The model "${model.id}" asks in ${path} for a pooling that is neither the mean of the tokens nor the first token.`, 'Choose a sentence encoder with mean or CLS pooling.')
  return 'mean'
}

function readJson<T>(path: string, schema: z.ZodType<T>, model: ChosenModel): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new ModelError('model.damaged', `${path} of the model "${model.id}" cannot be read: ${error instanceof Error ? error.message : String(error)}`, 'Download the model again, or choose another one in the settings.')
  }
}

function lacks(model: ChosenModel, what: string): ModelError {
  return new ModelError('model.missing', `The folder ${model.folder} of the model "${model.id}" is not complete: it has ${what}.`, 'A model needs config.json, tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx or onnx/model.onnx in one folder.')
}

async function digestOf(folder: string, files: readonly string[]): Promise<string> {
  const digest = createHash('sha256')
  for (const file of files) {
    const path = join(folder, file)
    if (!existsSync(path)) continue
    digest.update(`\0${file}\0`)
    for await (const chunk of createReadStream(path)) digest.update(z.instanceof(Buffer).parse(chunk))
  }
  return digest.digest('hex')
}
