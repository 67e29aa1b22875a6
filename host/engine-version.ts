/** The version of the engine whose results a run holds; it changes with every change of meaning. */
export const engineVersion = 'lumos-engine/1'
