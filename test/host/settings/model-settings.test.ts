import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelHandlers } from '../../../host/handlers/model-handlers.ts'
import { chosenModels, pulledModelIds, readModelSettings, writeModelSettings } from '../../../host/settings/model-settings.ts'

const fixtures = new URL('../../fixtures/models', import.meta.url).pathname
const folder = (): string => mkdtempSync(join(tmpdir(), 'models-'))

function withPulled(id: string): string {
  const dir = folder()
  const own = join(dir, id.replace('/', '--'))
  cpSync(join(fixtures, 'tiny-encoder'), own, { recursive: true })
  writeFileSync(join(own, 'manifest.json'), JSON.stringify({ id }))
  return dir
}

describe('the choice of models', () => {
  it('is the shipped ones where nothing was chosen or the file is no JSON', () => {
    const dir = folder()
    expect(readModelSettings(dir)).toEqual({ embedding: 'shipped', tone: 'shipped' })
    writeFileSync(join(dir, 'choice.json'), '{"embedding": 4')
    expect(readModelSettings(dir)).toEqual({ embedding: 'shipped', tone: 'shipped' })
    writeFileSync(join(dir, 'choice.json'), '{"embedding": 4, "tone": "a/b"}')
    expect(readModelSettings(dir)).toEqual({ embedding: 'shipped', tone: 'a/b' })
  })

  it('is kept, and leads to the folders of the models', async () => {
    const dir = join(folder(), 'made', 'when', 'needed')
    await writeModelSettings(dir, { embedding: 'Xenova/bge-small', tone: '/srv/tone' })
    expect(chosenModels(readModelSettings(dir), dir)).toEqual({ embedding: { id: 'Xenova/bge-small', folder: join(dir, 'Xenova--bge-small') }, tone: { id: '/srv/tone', folder: '/srv/tone' } })
    expect(chosenModels({ embedding: 'shipped', tone: 'shipped' }, dir)).toEqual({})
  })

  it('offers the models that were pulled, by their ids', () => {
    const dir = withPulled('ours/tiny-encoder')
    mkdirSync(join(dir, 'half--pulled'))
    expect(pulledModelIds(dir)).toEqual(['ours/tiny-encoder'])
    expect(pulledModelIds(join(dir, 'nothing'))).toEqual([])
  })
})

describe('choosing a model', () => {
  it('loads the models anew, says that nothing was fitted to it, and what is wrong with one that is not there', async () => {
    const dir = withPulled('ours/tiny-encoder')
    let loaded = 0
    const handlers = modelHandlers(dir, () => (loaded += 1))
    const context = { signal: new AbortController().signal }
    expect((await handlers['modelChoices.get']({}, context)).choices.map(({ choice, isFitted }) => [choice, isFitted])).toEqual([['shipped', true], ['shipped', true]])

    const chosen = await handlers['modelChoices.set']({ task: 'embedding', choice: ' ours/tiny-encoder ' }, context)
    expect(chosen.pulled).toEqual(['ours/tiny-encoder'])
    expect(chosen.choices[0]).toEqual({ task: 'embedding', choice: 'ours/tiny-encoder', source: 'pulled', isFitted: false, problem: null })
    expect(JSON.parse(readFileSync(join(dir, 'choice.json'), 'utf8'))).toEqual({ embedding: 'ours/tiny-encoder', tone: 'shipped' })

    const missing = await handlers['modelChoices.set']({ task: 'tone', choice: join(dir, 'nowhere') }, context)
    expect(missing.choices[1]?.problem?.message).toContain('does not exist')
    expect(loaded).toBe(2)
    expect((await handlers['modelChoices.set']({ task: 'tone', choice: '' }, context)).choices[1]?.choice).toBe('shipped')
  })
})
