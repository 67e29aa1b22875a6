import { afterEach, describe, expect, it } from 'vitest'
import { documentText } from '../../../core/document/flow-document.ts'
import { openInCurrentForm } from '../../../renderer/state/file-actions.ts'
import { currentFlow, isUnsaved, useFlows } from '../../../renderer/state/flow-store.ts'
import { olderForm } from '../../../renderer/state/older-form.ts'
import { showUnreadable, useUnreadable } from '../../../renderer/state/unreadable-store.ts'
import current from '../../fixtures/migrate/parcels.v1.lumos.yaml?raw'
import old from '../../fixtures/migrate/parcels.v1alpha1.lumos.yaml?raw'
import environment from '../../fixtures/migrate/prod.v1alpha1.lumos.yaml?raw'

afterEach(() => useFlows.setState({ flows: [], currentId: null }))

describe('a file of an older form', () => {
  it('is told from a current one, a broken one and one of another kind', () => {
    expect(olderForm(old, null)?.from).toBe('lumos/v1alpha1')
    expect(olderForm(current, null)).toBeUndefined()
    expect(olderForm(`${old}\nspec: [`, null)).toBeUndefined()
    expect(olderForm(environment, null)).toBeUndefined()
  })

  it('opens in the current form as unsaved changes of that very file', () => {
    const older = olderForm(old, null)
    if (older === undefined) throw new Error('no older form')
    const file = { path: '/desk/parcels.lumos.yaml', name: 'parcels.lumos.yaml', text: old, findings: [], older, digest: 'd1' }
    showUnreadable(file)
    openInCurrentForm(file, older)
    const flow = currentFlow()
    if (flow === undefined) throw new Error('nothing is open')
    expect(useUnreadable.getState().file).toBeNull()
    // The digest of the old text guards the file until the user saves.
    expect([flow.path, flow.digest, isUnsaved(flow)]).toEqual([file.path, 'd1', true])
    expect(documentText(flow.history.present)).toBe(current)
  })
})
