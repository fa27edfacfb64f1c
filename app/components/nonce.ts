import { createContext, useContext } from "react";

/**
 * The nonce of this answer's Content-Security-Policy. Only the server knows it: browsers hide nonces from scripts,
 * so on the client it is undefined.
 */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
