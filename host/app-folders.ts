import { join } from 'node:path'

/** Where the shells without Electron keep things: the user's data and what can be made again. */
export type AppFolders = { readonly data: string; readonly cache: string }

/** The folders that each system has for it; LUMOS_DATA_DIR and LUMOS_CACHE_DIR override them. */
export function appFolders(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, home: string): AppFolders {
  const standard = standardFolders(platform, env, home)
  return { data: env['LUMOS_DATA_DIR'] ?? standard.data, cache: env['LUMOS_CACHE_DIR'] ?? standard.cache }
}

function standardFolders(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, home: string): AppFolders {
  if (platform === 'win32') {
    return {
      data: join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'LUMOS Studio', 'web'),
      cache: join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'LUMOS Studio', 'signals'),
    }
  }
  if (platform === 'darwin') {
    return { data: join(home, 'Library', 'Application Support', 'LUMOS Studio', 'web'), cache: join(home, 'Library', 'Caches', 'LUMOS Studio', 'signals') }
  }
  return {
    data: join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'lumos-studio'),
    cache: join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'lumos-studio', 'signals'),
  }
}
