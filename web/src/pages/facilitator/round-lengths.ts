/** How long a round may be set to stay open, in seconds. */
export const round_lengths = [60, 120, 180, 300, 600, 900] as const;
