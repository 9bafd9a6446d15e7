/** Functions with a result answer what is thrown as `payload`: here, that the component may not do it. */
export function denied(code: string): never {
  throw Object.assign(new Error(code), { payload: code });
}
