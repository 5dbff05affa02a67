// What every browser has and Node.js 18 has only by import.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto as Crypto;
