// Parts of the page that come after it, so that it stands sooner. They are fetched as soon as it does: when they are needed the line may be gone.
export const later = {
  CompareVersions: () => import("../activities/CompareVersions.svelte"),
  DelegationBallots: () => import("./DelegationBallots.svelte"),
  Discussion: () => import("../activities/Discussion.svelte"),
  Floor: () => import("../activities/Floor.svelte"),
  Groups: () => import("./Groups.svelte"),
  HideContribution: () => import("../activities/HideContribution.svelte"),
  Moderation: () => import("../activities/Moderation.svelte"),
  ProposeForm: () => import("../activities/ProposeForm.svelte"),
  ProxyForm: () => import("./ProxyForm.svelte"),
  ReceiptCheck: () => import("../activities/ReceiptCheck.svelte"),
  SuggestionBoard: () => import("../activities/SuggestionBoard.svelte"),
} as const;

/** What does not come now is asked for again where it is needed. */
export function fetch_what_comes_later(): void {
  for (const part of Object.values(later)) part().catch(() => undefined);
}
