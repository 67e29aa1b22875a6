/** The parts of WebAssembly that Node has and whose values the types of Node leave out. */
declare namespace WebAssembly {
  var Memory: new (descriptor: { readonly initial: number; readonly maximum?: number }) => { readonly buffer: ArrayBuffer }
  var Module: new (code: Uint8Array<ArrayBuffer>) => Module
  var Instance: new (module: Module, imports: Readonly<Record<string, Readonly<Record<string, object>>>>) => { readonly exports: Readonly<Record<string, unknown>> }
}
