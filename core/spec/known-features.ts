/** Additions to the format that a reader must not ignore, and that this version knows. */
export const knownFeatures: ReadonlySet<string> = new Set(['triggers', 'monitors', 'quorumJoin', 'businessTime', 'libraries', 'customerFields', 'skills', 'migrations'])
