// Who has a voice: persons or institutions.
import type { Voice } from "../protocol";

export const by_person = (voice: Voice | undefined): boolean => voice === "person" || voice === "weighted_person";
