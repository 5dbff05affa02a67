// A clock of the server's time, for what counts down. Made while a component is: it stops with it.
import type { WorkshopStore } from "../connection/workshop-store.svelte";

export function ticking(store: WorkshopStore): { readonly now: number } {
  let here = $state(Date.now());
  $effect(() => {
    const timer = setInterval(() => (here = Date.now()), 250);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return here + store.clock_offset;
    },
  };
}
