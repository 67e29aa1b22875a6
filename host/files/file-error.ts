import { basename, dirname } from 'node:path'
import { AppError } from '../../api/app-error.ts'

type Sentence = (path: string) => { readonly kind: 'user' | 'environment'; readonly message: string; readonly hint: string }

const sentences: Readonly<Record<string, Sentence>> = {
  ENOSPC: (path) => ({ kind: 'environment', message: `the disk that holds "${dirname(path)}" is full`, hint: 'Free some space, or save to another disk.' }),
  EDQUOT: (path) => ({ kind: 'environment', message: `your quota on the disk that holds "${dirname(path)}" is used up`, hint: 'Free some space, or save to another disk.' }),
  EROFS: (path) => ({ kind: 'environment', message: `"${dirname(path)}" is on a read-only disk`, hint: 'Choose another folder.' }),
  EACCES: (path) => ({ kind: 'environment', message: `you have no permission for "${path}"`, hint: 'Choose another folder, or change the permissions of this one.' }),
  EPERM: (path) => ({ kind: 'environment', message: `the system does not allow it for "${path}"`, hint: 'Close other programs that hold the file, or choose another folder.' }),
  EBUSY: (path) => ({ kind: 'environment', message: `another program holds "${path}" open`, hint: 'Close it there, then try again.' }),
  ENOENT: (path) => ({ kind: 'user', message: `"${path}" does not exist`, hint: 'It may have been moved or deleted: choose it again.' }),
  ENOTDIR: (path) => ({ kind: 'user', message: `a part of "${path}" is a file where a folder is needed`, hint: 'Choose another place.' }),
  EISDIR: (path) => ({ kind: 'user', message: `"${path}" is a folder`, hint: 'Choose a file.' }),
  ENAMETOOLONG: (path) => ({ kind: 'user', message: `the name "${basename(path)}" is too long for this disk`, hint: 'Choose a shorter name.' }),
  EMFILE: () => ({ kind: 'environment', message: 'too many files are open on this machine', hint: 'Close some programs, then try again.' }),
  EIO: (path) => ({ kind: 'environment', message: `the disk that holds "${path}" reported a fault`, hint: 'Save a copy to another disk now.' }),
}

/** An error of the file system as a sentence: what could not be done, where, why, and what to do. */
export function fileError(thrown: unknown, action: string, path: string): AppError {
  if (thrown instanceof AppError) return thrown
  const systemCode = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const known = sentences[systemCode]?.(path)
  if (known !== undefined) return new AppError({ ...known, code: `file.${systemCode}`, message: `Could not ${action}: ${known.message}.` }, { cause: thrown })
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError({ code: 'file.failed', kind: 'environment', message: `Could not ${action}: ${detail}.`, hint: 'Try another folder.' }, { cause: thrown })
}

/** Whether an error means that the file is not there. */
export function isMissingFile(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
}
