import fc from 'fast-check'

// The same inputs on every machine, so that what passed here passes there; LUMOS_PROPERTY_SEED tries others.
const given = process.env['LUMOS_PROPERTY_SEED']
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: given === undefined ? 20_261_123 : given === 'random' ? Date.now() : Number(given) })
