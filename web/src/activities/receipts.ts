// The receipts of this browser's ballots in rounds that are not named: when such a round has closed, nobody else can tell which is whose.

const key = (workshop: string, sub_objective: string, round: number): string => `acuerdo.receipt/${workshop}/${sub_objective}/${round}`;

export function keep_receipt(workshop: string, sub_objective: string, round: number, receipt: string): void {
  try {
    localStorage.setItem(key(workshop, sub_objective, round), receipt);
  } catch {
    // Storage forbidden or full: it stands on the page as long as the round is open.
  }
}

export function kept_receipt(workshop: string, sub_objective: string, round: number): string | null {
  try {
    return localStorage.getItem(key(workshop, sub_objective, round));
  } catch {
    return null;
  }
}
