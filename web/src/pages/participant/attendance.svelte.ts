// Being present at a live session. Where only one is open, nobody is asked: who opens the page is there. Where several are, people choose.
import type { WorkshopView } from "../../workshop/view.svelte";

export interface Attendance {
  arrive(session: string): void;
  leave(): void;
}

export function follow_session(view: WorkshopView): Attendance {
  const { store } = view;
  // Once for each opening of a session: whom a facilitator marks as absent, or who leaves, is not brought back by a machine.
  let arrived_at: string | null = null;

  $effect(() => {
    const me = store.mine?.participant;
    if (!me || me.role === "facilitator" || store.line.name !== "live") return;
    const open = view.open_sessions;
    if (arrived_at !== null && !open.some((one) => one.id === arrived_at)) arrived_at = null;
    const present = open.find((one) => one.id === me.liveSession);
    if (present) arrived_at = present.id;
    const only = open.length === 1 ? open[0] : undefined;
    if (only && !present && arrived_at !== only.id) arrive(only.id);
  });

  function arrive(session: string): void {
    arrived_at = session;
    store.send({ type: "presence.arrive", liveSession: session });
  }
  return { arrive, leave: () => void store.send({ type: "presence.leave" }) };
}
