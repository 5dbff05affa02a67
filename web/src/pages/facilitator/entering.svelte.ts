// Coming in as a facilitator, whichever door: asked once at a time, and told why not.
import { HttpRefused } from "../../http/http";
import type { KeptIdentity } from "../../http/kept-identity";
import type { Joined } from "../../protocol";

export class Entering {
  refusal: HttpRefused | null = $state.raw(null);
  busy = $state(false);

  constructor(private readonly enter: (identity: KeptIdentity) => void) {}

  /** Asks under that name; whoever is let in enters. */
  async ask(name: string, request: (name: string) => Promise<Joined>): Promise<void> {
    const asked = name.trim();
    this.busy = true;
    this.refusal = null;
    try {
      this.enter({ ...(await request(asked)), name: asked, code: "" });
    } catch (fault) {
      this.refusal = fault instanceof HttpRefused ? fault : new HttpRefused("unexpected", null);
    } finally {
      this.busy = false;
    }
  }
}
