/** One query with the ids of the documents that answer it and of those that were found, best first. */
export type RankedQuery = { readonly relevant: readonly string[]; readonly ranked: readonly string[] }
