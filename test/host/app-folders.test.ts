import { describe, expect, it } from 'vitest'
import { appFolders } from '../../host/app-folders.ts'

describe('where the app keeps things', () => {
  it('follows each system\'s custom', () => {
    expect(appFolders('linux', {}, '/home/a')).toEqual({ data: '/home/a/.local/share/lumos-studio', cache: '/home/a/.cache/lumos-studio/signals' })
    expect(appFolders('linux', { XDG_CACHE_HOME: '/c' }, '/home/a').cache).toBe('/c/lumos-studio/signals')
    expect(appFolders('darwin', {}, '/Users/a').cache).toBe('/Users/a/Library/Caches/LUMOS Studio/signals')
    expect(appFolders('win32', { LOCALAPPDATA: 'C:/L' }, 'C:/a').cache).toContain('LUMOS Studio')
  })

  it('goes where it is told to', () => {
    expect(appFolders('linux', { LUMOS_CACHE_DIR: '/x', LUMOS_DATA_DIR: '/y' }, '/home/a')).toEqual({ data: '/y', cache: '/x' })
  })
})
