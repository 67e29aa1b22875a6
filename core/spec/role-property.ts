/** Describes the role of an agent in the schema; the JSON Schema finds the property by it. */
export const roleProperty = 'the kind of agent; decides which parameters and outputs it has'
