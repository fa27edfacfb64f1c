import { fileURLToPath } from "node:url";
import { CosignerKey } from "./cosigner-key.ts";

/** Somebody outside who keeps the signed heads of ledgers, as the settings name them. */
export type Witness = {
  /** Its address without the key: what is known of it is stored under that. */
  id: string;
  /** What everybody may see of it: no path of a machine, no name of a mailbox. */
  label: string;
  /** By which its cosignatures are verified; null: it signs nothing. */
  verifierKey: string | null;
} & (
  | { kind: "cosigner"; address: URL; key: CosignerKey }
  | { kind: "store"; address: URL }
  | { kind: "file"; path: string }
  | { kind: "mail"; to: string }
);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads one witness of the settings: `https://…` with the verifier key of a C2SP witness behind `#`; `https://…`
 * alone, which takes each head by POST; `file:///…`, to which each is added; `mailto:…`, which gets one a day.
 *
 * @throws TypeError that says what is wrong, to stand behind the address
 */
export function readWitnessAddress(text: string): Witness {
  if (!URL.canParse(text)) throw new TypeError("is no address");
  const address = new URL(text);
  const verifierKey = decodeURIComponent(address.hash.slice(1)) || null;
  address.hash = "";
  const id = address.href;
  switch (address.protocol) {
    case "http:":
    case "https:": {
      if (address.protocol === "http:" && !LOOPBACK.test(address.hostname))
        throw new TypeError("must begin with https:// unless it is on this very machine");
      if (address.username || address.password) throw new TypeError("must not have a password in it");
      if (verifierKey === null) return { id, label: address.host, verifierKey, kind: "store", address };
      const key = new CosignerKey(verifierKey);
      return { id, label: key.name, verifierKey, kind: "cosigner", address, key };
    }
    case "file:":
      if (address.host !== "") throw new TypeError("must be an absolute path of this machine");
      return { id, label: "file", verifierKey: null, kind: "file", path: fileURLToPath(address) };
    case "mailto:": {
      const to = decodeURIComponent(address.pathname);
      const [, domain] = /^[^\s@,;<>]+@([^\s@,;<>]+)$/.exec(to) ?? [];
      if (domain === undefined || address.search) throw new TypeError("must have one mail address");
      return { id, label: domain, verifierKey: null, kind: "mail", to };
    }
    default:
      throw new TypeError("must begin with https://, file:/// or mailto:");
  }
}
