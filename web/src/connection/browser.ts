// The browser's own line, clock and storage.
import type { Clock, Store, Transport, Wire, WireEvents } from "./environment";

const subprotocol = "acuerdo.v1";

export function browser_transport(address: string): Transport {
  return {
    open(events: WireEvents): Wire {
      const socket = new WebSocket(address, subprotocol);
      socket.onopen = () => events.opened();
      socket.onmessage = (message: MessageEvent<string>) => events.received(message.data);
      socket.onclose = (close) => events.closed(close.code);
      return {
        send(text) {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close: () => socket.close(),
      };
    },
  };
}

/** Where the server that gave us this page takes connections. */
export function socket_address(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}

export const browser_clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The browser's storage; where it is forbidden (private windows, policies) one that lives as long as the page. */
export function browser_store(): Store {
  const memory = new Map<string, string>();
  const in_memory: Store = {
    get: (key) => memory.get(key) ?? null,
    set(key, value) {
      memory.set(key, value);
      return false;
    },
    remove: (key) => void memory.delete(key),
    keys: () => [...memory.keys()],
  };
  try {
    const storage = window.localStorage;
    storage.getItem("acuerdo");
    return {
      get: (key) => storage.getItem(key) ?? in_memory.get(key),
      set(key, value) {
        try {
          storage.setItem(key, value);
          in_memory.remove(key);
          return true;
        } catch {
          return in_memory.set(key, value);
        }
      },
      remove(key) {
        storage.removeItem(key);
        in_memory.remove(key);
      },
      keys: () => [...Object.keys(storage), ...in_memory.keys()],
    };
  } catch {
    return in_memory;
  }
}

/** This tab's name; a reload keeps it. */
export function tab_name(): string {
  try {
    const kept = sessionStorage.getItem("acuerdo.tab");
    if (kept) return kept;
  } catch {
    // Forbidden: each load is a tab of its own, and its outbox is taken over like a closed tab's.
  }
  return new_tab_name();
}

export function new_tab_name(): string {
  const name = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    sessionStorage.setItem("acuerdo.tab", name);
  } catch {
    // As above.
  }
  return name;
}
