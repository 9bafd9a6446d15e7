/** By what a component is known: SHA-256 of its bytes, in hexadecimal digits. */
export async function componentHash(component: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(component));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
