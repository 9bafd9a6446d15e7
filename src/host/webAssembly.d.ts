/** The part of the WebAssembly JavaScript API that the host uses; Node's types do not declare it. */
declare namespace WebAssembly {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- opaque by specification
  class Module {
    private constructor();
    static imports(module: Module): { module: string; name: string; kind: string }[];
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
